package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.plain.PlainPack;
import io.orcastra.rules.verify.Firing;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Rules and plain Java conclude the same from the same facts, rule by rule. */
class PlainJavaTest {
    private static final int WORLDS = Integer.getInteger("orcastra.worlds", 4);
    private static final int CHANGES = 400;
    private static final List<String> IDS = RuleVerifier.pack().rules().stream().map(RuleDescription::id).toList();

    private final RuleVerifier rules = RuleVerifier.ofPack();

    @Test
    void rulesAndPlainJavaConcludeTheSame() {
        long first = Long.getLong("orcastra.seed", new Random().nextLong());
        for (long seed = first; seed < first + WORLDS; seed++) {
            compare(seed, new HashSet<>());
        }
    }

    @Test
    void plainJavaKnowsMostRulesAndTheWorldsReachMostOfThose() {
        Set<String> covered = new TreeSet<>(IDS.stream().filter(PlainPack::covers).toList());
        Set<String> reached = new HashSet<>();
        for (long seed = 1; seed <= 6; seed++) {
            compare(seed, reached);
        }

        assertThat(100 * covered.size() / IDS.size()).as("%d of %d rules, in percent", covered.size(), IDS.size())
                .isGreaterThanOrEqualTo(72);
        assertThat(without(covered, reached)).as("known to plain Java, but not compared").hasSizeLessThan(8);
    }

    private void compare(long seed, Set<String> reached) {
        RandomWorld world = new RandomWorld(seed);
        Rarities rarities = new Rarities(seed);
        LostWriters lost = new LostWriters(seed);
        for (int change = 0; change < CHANGES; change += 4) {
            for (int one = 0; one < 4; one++) {
                world.change();
            }
            Set<Object> facts = change % 8 == 0 ? Set.copyOf(world.facts().values()) : lost.in(rarities.in(world.facts()));
            Map<String, Set<Object>> ours = byRule(rules.given(facts));
            Map<String, Set<Object>> plain = PlainPack.concluded(facts);
            reached.addAll(ours.keySet());
            assertThat(difference(plain, ours)).as("plain Java lacks, change %d of seed %d", change, seed).isEmpty();
            assertThat(difference(ours, plain)).as("rules lack, change %d of seed %d", change, seed).isEmpty();
        }
    }

    private static Map<String, Set<Object>> byRule(Firing firing) {
        Map<String, Set<Object>> concluded = new TreeMap<>();
        IDS.stream().filter(PlainPack::covers).filter(firing::fired)
                .forEach(rule -> concluded.put(rule, firing.conclusions(rule)));
        concluded.values().removeIf(Set::isEmpty);
        return concluded;
    }

    /** What is only in the second. */
    private static Map<String, Set<Object>> difference(Map<String, Set<Object>> one, Map<String, Set<Object>> other) {
        Map<String, Set<Object>> rest = new TreeMap<>();
        other.forEach((rule, conclusions) -> {
            Set<Object> more = new HashSet<>(conclusions);
            more.removeAll(one.getOrDefault(rule, Set.of()));
            if (!more.isEmpty()) {
                rest.put(rule, more);
            }
        });
        return rest;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
