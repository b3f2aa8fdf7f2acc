package io.orcastra.rules.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Which of two fields is the smaller one, as far as it is said, and what follows from several such sayings. Comparing with
 * what is absent or no number is never true, so what is said holds of values that have an order.
 */
final class Orders {
    /** What is said beyond is not looked at: it is seldom said at all, and each saying is compared with each. */
    private static final int MOST = 40;

    private final UnaryOperator<Term> root;
    private final List<Pair> pairs = new ArrayList<>();

    /** @param root what stands for all that is equal to a term */
    Orders(UnaryOperator<Term> root) {
        this.root = root;
    }

    /** @param strict whether they cannot be equal */
    private record Pair(Term smaller, Term larger, boolean strict) {
    }

    /** A term, and whether what led to it makes it larger for certain. */
    private record Reached(Term term, boolean strict) {
    }

    /** @param operator one of {@code <, <=, >, >=} */
    void add(Term left, String operator, Term right) {
        boolean known = left instanceof Term.Constant || right instanceof Term.Constant;
        if (!known && pairs.size() < MOST) {
            boolean turned = operator.startsWith(">");
            pairs.add(new Pair(turned ? right : left, turned ? left : right, operator.length() == 1));
        }
    }

    /** Whether it follows from what is said. */
    boolean imply(Term left, String operator, Term right) {
        Term smaller = root.apply(operator.startsWith("<") ? left : right);
        Term larger = root.apply(operator.startsWith("<") ? right : left);
        Set<Reached> reached = from(smaller);
        return reached.contains(new Reached(larger, true))
                || operator.length() == 2 && (reached.contains(new Reached(larger, false)) || smaller.equals(larger));
    }

    /** Whether something would have to be smaller than itself. */
    boolean isCircle() {
        return pairs.stream().map(pair -> root.apply(pair.smaller())).anyMatch(term -> from(term).contains(new Reached(term, true)));
    }

    /** A field that is larger than another is larger than the least the other can be. */
    void narrow(Function<Term, Values> values) {
        for (int i = 0; i < pairs.size(); i++) {
            for (Pair pair : pairs) {
                Values smaller = values.apply(root.apply(pair.smaller()));
                Values larger = values.apply(root.apply(pair.larger()));
                larger.above(smaller, pair.strict());
                smaller.below(larger, pair.strict());
            }
        }
    }

    private Set<Reached> from(Term begin) {
        Set<Reached> reached = new HashSet<>();
        Deque<Reached> left = new ArrayDeque<>(List.of(new Reached(begin, false)));
        while (!left.isEmpty()) {
            Reached now = left.pop();
            pairs.stream().filter(pair -> root.apply(pair.smaller()).equals(now.term()))
                    .map(pair -> new Reached(root.apply(pair.larger()), now.strict() || pair.strict()))
                    .filter(reached::add).forEach(left::push);
        }
        return reached;
    }
}
