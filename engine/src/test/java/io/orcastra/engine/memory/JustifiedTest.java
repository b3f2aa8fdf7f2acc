package io.orcastra.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.record.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JustifiedTest {
    private final Set<Object> live = new HashSet<>();
    private final Set<Object> held = new HashSet<>();
    private final Justified justified = new Justified();

    private record Fact(String name) {
    }

    private record Conclusion(String name) {
    }

    private record Other(String name) {
        @Override
        public String toString() {
            return new Conclusion(name).toString();
        }
    }

    private static Evidence why(String rule, Object... facts) {
        return new Evidence(rule, "a rule is tried", "test.drl", 1, List.of(facts));
    }

    private void conclude(Object conclusion, Evidence... reasons) {
        for (Evidence reason : reasons) {
            live.addAll(reason.facts());
            justified.justify(conclusion, reason);
        }
        if (held.add(conclusion)) {
            justified.conclude(conclusion);
        }
    }

    private void forget(Object conclusion) {
        held.remove(conclusion);
        justified.forget(conclusion);
    }

    private void retract(Object fact) {
        live.remove(fact);
        justified.gone(fact);
    }

    @Test
    void ofSeveralReasonsThatOfTheFirstRuleIsTold() {
        Fact a = new Fact("a");
        Fact b = new Fact("b");
        conclude(new Conclusion("c"), why("R-2", a), why("R-1", b), why("R-1", a));

        assertThat(justified.evidence()).isEqualTo(Map.of(new Conclusion("c"), why("R-1", a)));
    }

    @Test
    void aReasonWhoseFactIsGoneGivesWayToTheNext() {
        Fact a = new Fact("a");
        Fact b = new Fact("b");
        conclude(new Conclusion("c"), why("R-1", a), why("R-2", b));
        assertThat(justified.evidence()).containsEntry(new Conclusion("c"), why("R-1", a));

        retract(a);
        assertThat(justified.evidence()).containsEntry(new Conclusion("c"), why("R-2", b));
        retract(b);
        assertThat(justified.evidence()).isEmpty();
        assertThat(justified.concluded()).as("whether it still holds is the session's to say").hasSize(1);
    }

    @Test
    void whatIsNotConcludedAnyMoreHasNoEvidence() {
        Fact a = new Fact("a");
        conclude(new Conclusion("c"), why("R-1", a));
        justified.evidence();

        justified.forget(new Conclusion("c"));
        retract(a);

        assertThat(justified.concluded()).isEmpty();
        assertThat(justified.evidence()).isEmpty();
        justified.forget(new Conclusion("never"));
    }

    @Test
    void aReasonWithoutAConclusionIsNotTold() {
        Fact a = new Fact("a");
        justified.justify(new Conclusion("c"), why("R-1", a));

        assertThat(justified.evidence()).isEmpty();
    }

    @Test
    void sumsARuleCollectedNeedNotBeFacts() {
        Fact a = new Fact("a");
        Set<String> collected = Set.of("collected");
        justified.justify(new Conclusion("c"), why("R-1", a, collected, 5L));
        justified.conclude(new Conclusion("c"));
        justified.gone(collected);

        assertThat(justified.evidence()).hasSize(1);
    }

    @Test
    void ofTwoEqualFactsEachIsAReasonByItself() {
        Fact one = new Fact("a");
        Fact other = new Fact("a");
        conclude(new Conclusion("c"), why("R-1", one), why("R-1", other));

        justified.gone(one);
        assertThat(justified.evidence()).containsEntry(new Conclusion("c"), why("R-1", other));
        justified.gone(other);
        assertThat(justified.evidence()).isEmpty();
    }

    @Test
    void aFactThatIsReplacedByAnEqualOneGivesItsReasonAnew() {
        Fact one = new Fact("a");
        conclude(new Conclusion("c"), why("R-1", one));
        justified.gone(one);
        conclude(new Conclusion("c"), why("R-1", new Fact("a")));

        assertThat(justified.evidence()).containsOnlyKeys(new Conclusion("c"));
    }

    @Test
    void whatIsHeldTwiceIsConcludedUntilItIsForgottenTwice() {
        justified.conclude(new Conclusion("c"));
        justified.conclude(new Conclusion("c"));

        justified.forget(new Conclusion("c"));
        assertThat(justified.concluded()).containsExactly(new Conclusion("c"));
        justified.forget(new Conclusion("c"));
        assertThat(justified.concluded()).isEmpty();
    }

    @Test
    void conclusionsOfOneTextAreToldApartByTheirTypeAndStandInOrder() {
        conclude(new Other("b"));
        conclude(new Conclusion("b"));
        conclude(new Conclusion("a"));

        assertThat(justified.concluded()).containsExactly(new Conclusion("a"), new Conclusion("b"), new Other("b"));
    }

    /** Against the whole looked at anew each time. */
    @Test
    void differencesComeToTheSameAsTheWhole() {
        Random random = new Random(7);
        List<Fact> facts = IntStream.range(0, 6).mapToObj(number -> new Fact("f" + number)).toList();
        Map<Object, List<Evidence>> all = new HashMap<>();
        for (int step = 0; step < 3_000; step++) {
            Conclusion conclusion = new Conclusion("c" + random.nextInt(5));
            Fact fact = facts.get(random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    Evidence reason = why("R-" + random.nextInt(3), fact, facts.get(random.nextInt(6)));
                    conclude(conclusion, reason);
                    List<Evidence> reasons = all.computeIfAbsent(conclusion, none -> new ArrayList<>());
                    if (!reasons.contains(reason)) {
                        reasons.add(reason);
                    }
                }
                case 2 -> retract(fact);
                default -> {
                    forget(conclusion);
                    all.remove(conclusion);
                }
            }
            assertThat(justified.evidence()).as("step %d", step).isEqualTo(whole(all));
        }
    }

    private Map<Object, Evidence> whole(Map<Object, List<Evidence>> all) {
        Map<Object, Evidence> best = new HashMap<>();
        all.forEach((conclusion, reasons) -> {
            reasons.removeIf(reason -> !live.containsAll(reason.facts()));
            reasons.stream().min(Comparator.comparing(Evidence::rule).thenComparing(one -> one.facts().toString()))
                    .ifPresent(first -> best.put(conclusion, first));
        });
        return best;
    }
}
