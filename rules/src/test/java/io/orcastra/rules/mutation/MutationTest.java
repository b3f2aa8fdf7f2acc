package io.orcastra.rules.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Tests notice when a rule is changed. The gate tries some mutants, {@code -Pcampaign} all of them;
 * {@code -Dorcastra.mutants=100 -Dorcastra.mutants.seed=7} tries others,
 * {@code -Dorcastra.mutants.listed=true} those that are said to survive, {@code -Dorcastra.mutants.rules=ORC-BST,ORC-COL-501}
 * all of these rules.
 */
class MutationTest {
    private static final double LEAST_CAUGHT = 95;
    private static final int SAMPLE = Integer.getInteger("orcastra.mutants", 12);
    private static final long SEED = Long.getLong("orcastra.mutants.seed", 1);
    /** What the ids of rules begin with, separated by commas. */
    private static final String RULES = System.getProperty("orcastra.mutants.rules", "");

    @Test
    void whatSurvivesIsListedWithItsReason() throws IOException {
        Map<String, String> listed = Survivors.listed();
        List<Mutant> all = Trial.mutants();
        try (var trial = new Trial()) {
            List<Verdict> verdicts = trial.verdicts(sample(all, listed.keySet()));

            assertThat(names(verdicts, true)).as("survivors that docs/mutation.md does not list").isSubsetOf(listed.keySet());
            assertThat(names(verdicts, false)).as("caught, but listed in docs/mutation.md").doesNotContainAnyElementsOf(
                    listed.isEmpty() ? Set.of("nobody") : listed.keySet());
        }
        assertThat(all.stream().map(Mutant::name)).as("docs/mutation.md lists what is no mutant").containsAll(listed.keySet());
        assertThat(100.0 - 100.0 * listed.size() / all.size()).as("% caught").isGreaterThanOrEqualTo(LEAST_CAUGHT);
    }

    private static List<Mutant> sample(List<Mutant> all, Set<String> listed) {
        if (Boolean.getBoolean("orcastra.mutants.listed")) {
            return all.stream().filter(mutant -> listed.contains(mutant.name())).toList();
        }
        if (!RULES.isEmpty()) {
            List<String> beginnings = List.of(RULES.split(","));
            return all.stream().filter(mutant -> beginnings.stream().anyMatch(mutant.of().id()::startsWith)).toList();
        }
        var mutants = new ArrayList<>(all);
        Collections.shuffle(mutants, new Random(SEED));
        return mutants.subList(0, Math.min(SAMPLE, mutants.size()));
    }

    private static Set<String> names(List<Verdict> verdicts, boolean survived) {
        return verdicts.stream().filter(verdict -> verdict.survived() == survived).map(verdict -> verdict.mutant().name())
                .collect(Collectors.toSet());
    }
}
