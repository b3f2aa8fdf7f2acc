package io.orcastra.rules.reading;

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
                : !(this instanceof Sum sum) || sum.first().isKnown(bound) && sum.second().isKnown(bound);
    }

    /** Whether its value is the same for every fact. */
    boolean isFixed(Map<String, Object> bound);

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

        /** As it stands in a rule. */
        String text() {
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

    /** Two numbers added, or the second taken from the first. */
    record Sum(Operand first, boolean adds, Operand second) implements Operand {
        @Override
        public Object value(Object fact, Map<String, Object> bound, Accessors accessors) {
            Object one = first.value(fact, bound, accessors);
            Object other = second.value(fact, bound, accessors);
            if (one instanceof Number a && other instanceof Number b) {
                return adds ? a.doubleValue() + b.doubleValue() : a.doubleValue() - b.doubleValue();
            }
            return NOTHING;
        }

        @Override
        public boolean isFixed(Map<String, Object> bound) {
            return first.isFixed(bound) && second.isFixed(bound);
        }
    }
}
