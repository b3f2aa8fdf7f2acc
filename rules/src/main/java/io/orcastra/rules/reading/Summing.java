package io.orcastra.rules.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.LinkedHashSet;
import java.util.Objects;

/** The functions of {@code accumulate}. */
record Summing(Accessors accessors) {

    /** Null when there is nothing to take a minimum, maximum or average of: such an accumulate has no match. */
    Object of(Element.Function function, Collection<Bindings> matches) {
        List<Object> values = matches.stream()
                .map(match -> function.parameter().value(null, match.values(), accessors)).filter(Objects::nonNull).toList();
        return switch (function.name()) {
            case "count" -> (long) values.size();
            case "collectSet" -> new LinkedHashSet<>(values);
            case "collectList" -> values;
            case "sum" -> sum(values);
            case "average" -> values.isEmpty() ? null : values.stream().mapToDouble(Summing::number).average().orElse(0);
            case "min" -> values.stream().min(order()).orElse(null);
            case "max" -> values.stream().max(order()).orElse(null);
            default -> throw new Unreadable("explanations do not understand the function " + function.name());
        };
    }

    /** Of whole numbers a whole one. */
    private static Object sum(List<Object> values) {
        if (!values.isEmpty() && values.stream().allMatch(value -> value instanceof Integer || value instanceof Long)) {
            long sum = values.stream().mapToLong(value -> ((Number) value).longValue()).sum();
            return values.get(0) instanceof Integer ? (Object) (int) sum : (Object) sum;
        }
        return values.stream().mapToDouble(Summing::number).sum();
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    @SuppressWarnings("unchecked")
    private static Comparator<Object> order() {
        return (one, other) -> ((Comparable<Object>) one).compareTo(other);
    }
}
