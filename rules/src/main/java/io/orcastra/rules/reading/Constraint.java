package io.orcastra.rules.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One constraint of a pattern.
 *
 * @param text  as it stands in the rule
 * @param binds the variable that the left side is bound to, null for none
 * @param right empty for {@link Operator#EXISTS}
 */
record Constraint(String text, String binds, Operand left, Operator operator, List<Operand> right) {

    boolean holds(Object fact, Map<String, Object> bound, Accessors accessors) {
        Object seen = seen(fact, bound, accessors);
        if (seen == Operand.NOTHING) {
            return false;
        }
        if (binds != null && bound.containsKey(binds) && !Operator.EQUAL.holds(seen, one(bound.get(binds)))) {
            return false;
        }
        return isBoundHere(bound) || operator.holds(seen, wanted(fact, bound, accessors));
    }

    /** The same of a value that has a name. */
    Constraint about(String variable) {
        return new Constraint(text, binds, left.about(variable), operator,
                right.stream().map(operand -> operand.about(variable)).toList());
    }

    /** The variable whose value is known once a fact was found for which this holds; null for none. */
    String gives(Map<String, Object> bound) {
        return isBoundHere(bound) ? join() : binds;
    }

    /** The variable that a field is to be equal to; null when it is something else. */
    String join() {
        return operator == Operator.EQUAL && right.get(0) instanceof Operand.Path path && path.steps().isEmpty()
                ? path.variable() : null;
    }

    /** A pattern that is looked at before its turn finds what it is to be joined by. */
    private boolean isBoundHere(Map<String, Object> bound) {
        return binds == null && join() != null && !bound.containsKey(join());
    }

    /** The field that tells the unit of both sides; empty when none does. */
    String measure() {
        return left.measure() == null ? "" : left.measure();
    }

    Object seen(Object fact, Map<String, Object> bound, Accessors accessors) {
        return left.value(fact, bound, accessors);
    }

    List<Object> wanted(Object fact, Map<String, Object> bound, Accessors accessors) {
        List<Object> values = new ArrayList<>(right.size());
        right.forEach(operand -> values.add(operand.value(fact, bound, accessors)));
        return values;
    }

    /** The field that must have one certain value for a fact to be looked at at all; empty when there is none. */
    String key(Map<String, Object> bound) {
        if (!(left instanceof Operand.Path path) || path.field().isEmpty()) {
            return "";
        }
        if (binds != null && bound.containsKey(binds)) {
            return path.field();
        }
        return operator == Operator.EQUAL && names(right.get(0), bound) ? path.field() : "";
    }

    /** The value asked for by {@link #key}. */
    Object keyValue(Map<String, Object> bound, Accessors accessors) {
        return binds != null && bound.containsKey(binds) ? bound.get(binds) : right.get(0).value(null, bound, accessors);
    }

    /** States and switches are what a fact is like, names and variables are which fact is meant. */
    private static boolean names(Operand operand, Map<String, Object> bound) {
        return operand instanceof Operand.Literal literal ? literal.constant() instanceof String : operand.isFixed(bound);
    }

    private static List<Object> one(Object value) {
        List<Object> one = new ArrayList<>(1);
        one.add(value);
        return one;
    }
}
