package io.orcastra.rules.reading;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** One side of a constraint. */
sealed interface Operand {
    /** What a path leads to when a cast on it does not fit, or something before its end is null. */
    Object NOTHING = new Object() {
        @Override
        public String toString() {
            return "nothing";
        }
    };

    /**
     * @param fact  the fact whose fields can be named; null outside of a pattern
     * @param bound values by variable
     */
    Object value(Object fact, Map<String, Object> bound, Accessors accessors);

    /** Whether it can be told from these variables. */
    default boolean isKnown(Map<String, Object> bound) {
        return this instanceof Path path ? path.variable() == null || isFixed(bound)
                : !(this instanceof Computed sum) || sum.first().isKnown(bound) && sum.second().isKnown(bound);
    }

    /** Whether its value is the same for every fact. */
    boolean isFixed(Map<String, Object> bound);

    /** The same of a value that has a name, where it is written as one of the pattern's own fact. */
    default Operand about(String variable) {
        if (this instanceof Computed sum) {
            return new Computed(sum.first().about(variable), sum.sign(), sum.second().about(variable));
        }
        return this instanceof Path path && path.variable() == null ? new Path(variable, path.steps()) : this;
    }

    /** As it might stand in a rule. */
    String text();

    /** The field that tells the unit of its value; empty when none does, null when it is a mere number. */
    String measure();

    /** A constant of the language or of an enumeration. */
    record Literal(Object constant) implements Operand {
        @Override
        public Object value(Object fact, Map<String, Object> bound, Accessors accessors) {
            return constant;
        }

        @Override
        public boolean isFixed(Map<String, Object> bound) {
            return true;
        }

        @Override
        public String text() {
            return constant instanceof Double number ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                    : String.valueOf(constant);
        }

        @Override
        public String measure() {
            return null;
        }
    }

    /**
     * A field, a variable, or what can be reached from one.
     *
     * @param variable null when it begins at the pattern's own fact
     */
    record Path(String variable, List<Step> steps) implements Operand {
        @Override
        public Object value(Object fact, Map<String, Object> bound, Accessors accessors) {
            Object value = variable == null ? fact : bound.getOrDefault(variable, NOTHING);
            for (Step step : steps) {
                if (value == null || value == NOTHING) {
                    return NOTHING;
                }
                value = step.from(value, accessors);
            }
            return value;
        }

        @Override
        public boolean isFixed(Map<String, Object> bound) {
            return variable != null && bound.containsKey(variable);
        }

        @Override
        public String measure() {
            return steps.isEmpty() ? "" : text();
        }

        @Override
        public String text() {
            StringBuilder text = new StringBuilder(variable == null ? "" : variable);
            steps.forEach(step -> text.append(step.cast() == null ? "." + step.name() : "#" + step.cast().getSimpleName()));
            return text.length() > 0 && text.charAt(0) == '.' ? text.substring(1) : text.toString();
        }

        /** The name when it is a plain field of the pattern's fact, else empty. */
        String field() {
            return variable == null && steps.size() == 1 && steps.get(0).cast() == null ? steps.get(0).name() : "";
        }
    }

    /** A field, or a cast when {@code cast} is not null. */
    record Step(String name, Class<?> cast) {
        private Object from(Object value, Accessors accessors) {
            if (cast != null) {
                return cast.isInstance(value) ? value : NOTHING;
            }
            return accessors.read(value, name);
        }
    }

    /** Two numbers added, multiplied and so on. */
    record Computed(Operand first, char sign, Operand second) implements Operand {
        @Override
        public Object value(Object fact, Map<String, Object> bound, Accessors accessors) {
            return Arithmetic.of(first.value(fact, bound, accessors), sign, second.value(fact, bound, accessors));
        }

        @Override
        public boolean isFixed(Map<String, Object> bound) {
            return first.isFixed(bound) && second.isFixed(bound);
        }

        @Override
        public String text() {
            boolean same = sign == '+' || sign == '*';
            return inner(first, first instanceof Computed sum && sum.adds() && !adds()) + " " + sign + " "
                    + inner(second, second instanceof Computed other && !(adds() && !other.adds()) && !(same && other.sign == sign));
        }

        /** Bytes twice are bytes; a share of them is a mere number. */
        @Override
        public String measure() {
            String one = first.measure();
            String other = second.measure();
            if (adds()) {
                return one == null || one.isEmpty() && other != null ? other : one;
            }
            return other == null || sign == '%' ? one : one == null && sign == '*' ? other : "";
        }

        private boolean adds() {
            return sign == '+' || sign == '-';
        }

        private static String inner(Operand operand, boolean bracketed) {
            return bracketed ? "(" + operand.text() + ")" : operand.text();
        }
    }
}
