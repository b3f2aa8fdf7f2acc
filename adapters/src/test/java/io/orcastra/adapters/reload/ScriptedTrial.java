package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A trial in which rules come to an end when the test says so. */
final class ScriptedTrial implements Trial {
    final List<Set<String>> off = new ArrayList<>();
    static final Refusal NO_END = new Refusal("they came to no end", List.of());
    private final Predicate<Integer> ends;
    private final Refusal otherwise;

    /** @param ends of the number of the trial, from 0 */
    ScriptedTrial(Predicate<Integer> ends) {
        this(ends, NO_END);
    }

    /** @param otherwise why it does not end */
    ScriptedTrial(Predicate<Integer> ends, Refusal otherwise) {
        this.ends = ends;
        this.otherwise = otherwise;
    }

    @Override
    public Course begin() {
        return new Course() {
            @Override
            public TrialReport judge(RuleSet rules, Set<String> without, Present present) throws Refusal {
                off.add(without);
                if (!ends.test(off.size() - 1)) {
                    throw otherwise;
                }
                return new TrialReport(Set.of(), List.of(), List.of());
            }

            @Override
            public void close() {
                // Nothing was begun.
            }
        };
    }
}
