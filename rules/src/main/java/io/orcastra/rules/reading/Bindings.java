package io.orcastra.rules.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A match as far as it goes.
 *
 * @param values by variable; a variable with a field behind a dot is what a pattern of that variable must have there
 * @param facts  matched by patterns, in the order of the rule; those that are only asked for are not among them
 */
record Bindings(Map<String, Object> values, List<Object> facts) {

    static Bindings of(Map<String, Object> values) {
        return new Bindings(new HashMap<>(values), List.of());
    }

    /** One fact more, with what its constraints bind. */
    Bindings with(Element.FactPattern pattern, Object fact, Accessors accessors) {
        Map<String, Object> more = new HashMap<>(values);
        if (pattern.variable() != null) {
            more.put(pattern.variable(), fact);
        }
        for (Constraint constraint : pattern.constraints()) {
            String variable = constraint.gives(more);
            if (variable != null) {
                more.put(variable, constraint.seen(fact, more, accessors));
            }
        }
        List<Object> longer = new ArrayList<>(facts);
        longer.add(fact);
        return new Bindings(more, longer);
    }

    Bindings with(Map<String, Object> summed) {
        Map<String, Object> more = new HashMap<>(values);
        more.putAll(summed);
        return new Bindings(more, facts);
    }
}
