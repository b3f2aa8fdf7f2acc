package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Of those that share a key no three are combined by that key alone: the hundred tasks of one service are a million triples.
 * Two are a pair of one service's own, which rules do ask for.
 */
final class ManyOfOneCheck implements Check {
    /** Only one fact has it, so that three of it are one. */
    private static final Set<String> UNIQUE = Set.of("id", "name", "hostname");
    private static final int ENDURED = 2;

    /** By what a pattern finds its facts, and nothing else. */
    private record Key(String type, String field, String variable) {
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        List<Set<Key>> combined = new ArrayList<>();
        for (LintedPattern pattern : rule.patterns()) {
            combined.subList(pattern.before().size(), combined.size()).clear();
            Set<Key> keys = keys(pattern);
            if (pattern.combines() && keys.size() == 1 && !JoinCheck.FEW.contains(pattern.type())) {
                Key key = keys.iterator().next();
                if (combined.stream().filter(others -> others.contains(key)).count() == ENDURED) {
                    report(rule, pattern, key, report);
                }
            }
            combined.add(keys.isEmpty() ? bound(pattern) : keys);
        }
    }

    private static void report(LintedRule rule, LintedPattern pattern, Key key, Report report) {
        report.add(pattern.descr(), "pattern " + key.type() + " of \"" + rule.sentence() + "\" is the third that finds its facts by "
                        + key.field() + " == " + key.variable() + " alone: each " + key.type() + " with each two others of that "
                        + key.field() + ", so that a hundred of them are a million combinations",
                "Maybe accumulate, which counts them, or exists is meant, or a constraint is missing that tells them apart");
    }

    /** Empty as well when a value narrows it. */
    private static Set<Key> keys(LintedPattern pattern) {
        Set<Key> keys = new HashSet<>();
        for (Constraint constraint : pattern.parsed()) {
            Optional<BinaryExpr> equal = constraint.expression().filter(BinaryExpr.class::isInstance).map(BinaryExpr.class::cast)
                    .filter(binary -> binary.getOperator() == BinaryExpr.Operator.EQUALS);
            if (equal.filter(binary -> binary.getRight() instanceof LiteralExpr).isPresent()) {
                return Set.of();
            }
            equal.filter(binary -> !constraint.contents().variables().isEmpty()).ifPresent(binary -> keys.add(new Key(pattern.type(),
                    Contents.written(binary.getLeft()), Contents.written(binary.getRight()))));
        }
        return keys.stream().anyMatch(key -> UNIQUE.contains(key.field())) ? Set.of() : keys;
    }

    /** What later ones may be found by, where it was found by nothing itself. */
    private static Set<Key> bound(LintedPattern pattern) {
        return pattern.parsed().stream().filter(one -> !one.binding().isEmpty()).flatMap(one -> one.expression().stream()
                .map(field -> new Key(pattern.type(), Contents.written(field), one.binding()))).collect(Collectors.toSet());
    }
}
