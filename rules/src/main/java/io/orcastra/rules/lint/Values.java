package io.orcastra.rules.lint;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/** What one field may still be, by all that is said of it. */
final class Values {
    private final boolean whole;
    private final Set<Object> excluded = new HashSet<>();
    private Optional<Set<Object>> allowed = Optional.empty();
    private Bound least = new Bound(Double.NEGATIVE_INFINITY, false);
    private Bound most = new Bound(Double.POSITIVE_INFINITY, false);

    /** @param whole whether it is a number without a fraction */
    Values(boolean whole) {
        this.whole = whole;
    }

    /** @param strict whether the value itself is outside */
    private record Bound(double value, boolean strict) {
    }

    void only(Collection<Object> values) {
        Set<Object> both = new HashSet<>(values);
        allowed.ifPresent(both::retainAll);
        allowed = Optional.of(both);
    }

    void not(Collection<Object> values) {
        excluded.addAll(values);
    }

    void order(String operator, double value) {
        boolean strict = operator.length() == 1;
        if (operator.startsWith("<")) {
            double last = strict ? Math.ceil(value) - 1 : Math.floor(value);
            atMost(whole ? new Bound(last, false) : new Bound(value, strict));
        } else {
            double first = strict ? Math.floor(value) + 1 : Math.ceil(value);
            atLeast(whole ? new Bound(first, false) : new Bound(value, strict));
        }
    }

    /** More than the least of another, or as much. */
    void above(Values smaller, boolean strict) {
        Bound other = smaller.floor();
        if (other.value > Double.NEGATIVE_INFINITY) {
            order(strict || other.strict ? ">" : ">=", other.value);
        }
    }

    /** Less than the most of another, or as much. */
    void below(Values larger, boolean strict) {
        Bound other = larger.ceiling();
        if (other.value < Double.POSITIVE_INFINITY) {
            order(strict || other.strict ? "<" : "<=", other.value);
        }
    }

    private Bound floor() {
        double lowest = numbers().min().orElse(Double.NEGATIVE_INFINITY);
        return lowest > least.value ? new Bound(lowest, false) : least;
    }

    private Bound ceiling() {
        double highest = numbers().max().orElse(Double.POSITIVE_INFINITY);
        return highest < most.value ? new Bound(highest, false) : most;
    }

    /** What it can be, where that is a list of numbers. */
    private DoubleStream numbers() {
        List<Object> left = allowed.stream().flatMap(Set::stream).filter(this::mayBe).toList();
        return left.stream().allMatch(Double.class::isInstance) ? left.stream().mapToDouble(Double.class::cast) : DoubleStream.empty();
    }

    void add(Values other) {
        excluded.addAll(other.excluded);
        other.allowed.ifPresent(this::only);
        atLeast(other.least);
        atMost(other.most);
    }

    private void atLeast(Bound bound) {
        if (bound.value > least.value || bound.value == least.value && bound.strict) {
            least = bound;
        }
    }

    private void atMost(Bound bound) {
        if (bound.value < most.value || bound.value == most.value && bound.strict) {
            most = bound;
        }
    }

    boolean isPossible() {
        boolean range = least.value < most.value || least.value == most.value && !least.strict && !most.strict;
        boolean onlyExcluded = least.value == most.value && excluded.contains(least.value);
        return range && !onlyExcluded && allowed.stream().allMatch(all -> all.stream().anyMatch(this::mayBe));
    }

    boolean mayBe(Object value) {
        return !excluded.contains(value) && allowed.stream().allMatch(all -> all.contains(value))
                && (!(value instanceof Double number) || isWithin(number));
    }

    private boolean isWithin(double number) {
        return (number > least.value || number == least.value && !least.strict)
                && (number < most.value || number == most.value && !most.strict);
    }

    /** The one value it can have; empty when there are more. */
    Optional<Object> single() {
        Set<Object> left = new HashSet<>(allowed.orElse(least.value == most.value ? Set.of(least.value) : Set.of()));
        left.removeIf(value -> !mayBe(value));
        return left.size() == 1 ? Optional.of(left.iterator().next()) : Optional.empty();
    }

    boolean isAmong(Collection<Object> values) {
        return single().filter(values::contains).isPresent()
                || allowed.filter(all -> all.stream().filter(this::mayBe).allMatch(values::contains)).isPresent();
    }

    /** Whether whatever it is compares so. */
    boolean always(String operator, double value) {
        Values otherwise = new Values(whole);
        otherwise.add(this);
        otherwise.order(switch (operator) {
            case "<" -> ">=";
            case "<=" -> ">";
            case ">" -> "<=";
            default -> "<";
        }, value);
        boolean bounded = least.value > Double.NEGATIVE_INFINITY || most.value < Double.POSITIVE_INFINITY || allowed.isPresent();
        return bounded && !otherwise.isPossible();
    }
}
