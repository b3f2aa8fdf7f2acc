package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** By what the patterns of one rule find their facts; to be asked of one pattern after the other. */
final class Keys {
    private final Selecting selecting;
    /** Variables that hold the same as an earlier one, with that one. */
    private final Map<String, String> same = new HashMap<>();

    Keys(Selecting selecting) {
        this.selecting = selecting;
    }

    /** A field of a type, with the variable it is equal to; of those that hold the same the first. */
    record Key(String type, String field, String variable) {
    }

    /**
     * @param asked what facts are found by; empty as well when a value narrows them
     * @param bound what later patterns may be found by
     */
    record Found(Set<Key> asked, Set<Key> bound) {
    }

    Found of(LintedPattern pattern) {
        Map<String, String> fields = new HashMap<>();
        Set<Key> asked = new HashSet<>();
        boolean narrowed = false;
        for (BinaryExpr equal : equals(pattern)) {
            narrowed |= equal.getRight() instanceof LiteralExpr;
            if (!Contents.of(equal.getRight()).variables().isEmpty()) {
                String variable = first(Contents.written(equal.getRight()));
                fields.put(Contents.written(equal.getLeft()), variable);
                asked.add(new Key(pattern.type(), Contents.written(equal.getLeft()), variable));
            }
        }
        Set<Key> bound = new HashSet<>();
        pattern.parsed().stream().filter(one -> !one.binding().isEmpty()).forEach(one -> one.expression().map(Contents::written)
                .ifPresent(field -> bound.add(new Key(pattern.type(), field, bind(field, one.binding(), fields)))));
        return new Found(narrowed ? Set.of() : asked, bound);
    }

    private String bind(String field, String variable, Map<String, String> fields) {
        String first = fields.computeIfAbsent(field, none -> variable);
        if (!first.equals(variable)) {
            same.put(variable, first);
        }
        return first;
    }

    private String first(String variable) {
        return same.getOrDefault(variable, variable);
    }

    private List<BinaryExpr> equals(LintedPattern pattern) {
        return pattern.parsed().stream().filter(constraint -> !selecting.isCoarse(constraint, pattern)).map(Constraint::expression)
                .flatMap(Optional::stream).filter(BinaryExpr.class::isInstance).map((Expression one) -> (BinaryExpr) one)
                .filter(binary -> binary.getOperator() == BinaryExpr.Operator.EQUALS).toList();
    }
}
