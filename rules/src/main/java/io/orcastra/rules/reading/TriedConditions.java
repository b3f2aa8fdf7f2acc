package io.orcastra.rules.reading;

import io.orcastra.rules.RuleDescription;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which way the conditions of rules have come out so far: met after all before them were, and not met after all before them
 * were. Used by one thread.
 */
public final class TriedConditions {
    private final Map<ReadableRule, Outcomes> tried = new LinkedHashMap<>();
    private final Whereabouts whereabouts;
    private Set<Object> last;

    /** @param whereabouts told which condition is looked at, for whoever waits for a look that does not end */
    public TriedConditions(Reading reading, Whereabouts whereabouts) {
        this.whereabouts = whereabouts;
        reading.all().forEach(rule -> tried.put(rule, new Outcomes()));
    }

    /**
     * One part of what a rule asks for, as a whole: what stands in a {@code not} is no part of its own.
     *
     * @param number within the rule, from 0
     * @param line   where it begins, from 1
     * @param met    whether it ever was
     * @param unmet  whether it ever was not
     */
    public record Condition(RuleDescription rule, int number, int line, boolean met, boolean unmet) {
    }

    /**
     * @param facts all of one moment: observed, configured and concluded ones
     * @param off   ids of rules that are not in force then
     */
    public void look(Collection<?> facts, Set<String> off) {
        Set<Object> now = Set.copyOf(facts);
        if (now.equals(last)) {
            return;
        }
        last = now;
        Matching matching = new Matching(new FactBase(now, whereabouts));
        tried.forEach((rule, outcomes) -> {
            if (!off.contains(rule.description().id()) && !outcomes.complete(rule)) {
                look(matching, rule, outcomes);
            }
        });
    }

    private void look(Matching matching, ReadableRule rule, Outcomes outcomes) {
        whereabouts.enter(rule.description());
        try {
            matching.walk(rule.elements(), Bindings.of(Map.of()), match -> {
                outcomes.met.set(0, rule.elements().size());
                return false;
            }, outcomes);
        } finally {
            whereabouts.leave();
        }
    }

    /** All there are, in the order of files and lines. */
    public List<Condition> conditions() {
        List<Condition> all = new ArrayList<>();
        tried.forEach((rule, outcomes) -> {
            for (int i = 0; i < rule.elements().size(); i++) {
                all.add(new Condition(rule.description(), i, rule.elements().get(i).line(), outcomes.met.get(i),
                        outcomes.unmet.get(i)));
            }
        });
        return all;
    }

    private static final class Outcomes implements Matching.Watcher {
        private final BitSet met = new BitSet();
        private final BitSet unmet = new BitSet();

        @Override
        public void stopped(int at, Bindings before) {
            met.set(0, at);
            unmet.set(at);
        }

        private boolean complete(ReadableRule rule) {
            int all = rule.elements().size();
            return met.cardinality() == all && unmet.cardinality() == all;
        }
    }
}
