package io.orcastra.rules.reading;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** How the two sides of a constraint are compared; {@link #EXISTS} has one side and only asks that it is there. */
public enum Operator {
    EXISTS("is there"), EQUAL("=="), NOT_EQUAL("!="), LESS("<"), AT_MOST("<="), MORE(">"), AT_LEAST(">="),
    IN("in"), NOT_IN("not in"), CONTAINS("contains"), NOT_CONTAINS("not contains"), MEMBER_OF("memberOf"),
    NOT_MEMBER_OF("not memberOf"), MATCHES("matches"), NOT_MATCHES("not matches"), INSTANCE_OF("instanceof"),
    NOT_INSTANCE_OF("not instanceof");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /** As in a rule. */
    public String text() {
        return text;
    }

    /** Whether more or less of something would do. */
    public boolean compares() {
        return this == LESS || this == AT_MOST || this == MORE || this == AT_LEAST;
    }

    /** What holds exactly where this does not. */
    public Operator negated() {
        return switch (this) {
            case EXISTS -> EXISTS;
            case EQUAL -> NOT_EQUAL;
            case NOT_EQUAL -> EQUAL;
            case LESS -> AT_LEAST;
            case AT_LEAST -> LESS;
            case MORE -> AT_MOST;
            case AT_MOST -> MORE;
            case IN -> NOT_IN;
            case NOT_IN -> IN;
            case CONTAINS -> NOT_CONTAINS;
            case NOT_CONTAINS -> CONTAINS;
            case MEMBER_OF -> NOT_MEMBER_OF;
            case NOT_MEMBER_OF -> MEMBER_OF;
            case MATCHES -> NOT_MATCHES;
            case NOT_MATCHES -> MATCHES;
            case INSTANCE_OF -> NOT_INSTANCE_OF;
            case NOT_INSTANCE_OF -> INSTANCE_OF;
        };
    }

    /** @param right one value, or for {@code in} any number */
    public boolean holds(Object left, List<Object> right) {
        return switch (this) {
            case EXISTS -> true;
            case EQUAL -> equal(left, right.get(0));
            case IN -> right.stream().anyMatch(one -> equal(left, one));
            case LESS, AT_MOST, MORE, AT_LEAST -> comparable(left, right.get(0)) && inOrder(compare(left, right.get(0)));
            case CONTAINS -> left instanceof Collection<?> many && many.contains(right.get(0));
            case MEMBER_OF -> right.get(0) instanceof Collection<?> many && many.contains(left);
            case MATCHES -> left instanceof String text && text.matches(String.valueOf(right.get(0)));
            case INSTANCE_OF -> ((Class<?>) right.get(0)).isInstance(left);
            case NOT_EQUAL, NOT_IN, NOT_CONTAINS, NOT_MEMBER_OF, NOT_MATCHES, NOT_INSTANCE_OF -> !negated().holds(left, right);
        };
    }

    private boolean inOrder(int order) {
        return switch (this) {
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean equal(Object left, Object right) {
        return left instanceof Number && right instanceof Number ? compare(left, right) == 0 : Objects.equals(left, right);
    }

    private static boolean comparable(Object left, Object right) {
        return left instanceof Number && right instanceof Number
                || left instanceof Comparable<?> && right != null && left.getClass() == right.getClass();
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        return left instanceof Number one && right instanceof Number other
                ? Double.compare(one.doubleValue(), other.doubleValue()) : ((Comparable<Object>) left).compareTo(right);
    }
}
