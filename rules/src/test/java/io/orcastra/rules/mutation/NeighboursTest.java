package io.orcastra.rules.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a rule finds in one part of the swarm does not depend on what goes on in another. */
class NeighboursTest {
    /** These are about all nodes, or about what is nowhere in the swarm. */
    private static final Set<String> ACROSS = Set.of(
            "ORC-ANC-401", "ORC-APT-311", "ORC-COL-404", "ORC-LBL-401", "ORC-MEM-311", "ORC-MEM-312", "ORC-MEM-404",
            "ORC-MEM-405", "ORC-PRF-401", "ORC-PRN-201", "ORC-REB-306", "ORC-REB-311", "ORC-REB-312", "ORC-REB-313",
            "ORC-SPR-201", "ORC-SPR-202", "ORC-TIR-201", "ORC-TIR-311", "ORC-TIR-401");

    @Test
    void aRuleFindsBesideOthersWhatItFindsAlone() {
        try (var tests = new RuleTests()) {
            var neighbourhoods = new Neighbourhoods(tests);
            Set<String> disturbed = RuleVerifier.pack().rules().stream().map(RuleDescription::id)
                    .filter(id -> !neighbourhoods.all(id).stream().allMatch(each -> each.isRespectedBy(id, RuleVerifier.ofPack())))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(disturbed).isEqualTo(ACROSS);
        }
    }
}
