package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a rule concludes only of what it found or what is written out: of such facts there are only so many. */
final class PassedOn {
    /** What of a conclusion others can be told apart by: timers of equal name and subject are one, and words are for people. */
    private static final Map<String, List<Integer>> TELLING = Map.of(Lead.TIMER, List.of(0, 1), "Proposal", List.of(1, 2),
            "Veto", List.of(1), "TargetVeto", List.of(1, 2), "Finding", List.of());

    private PassedOn() {
    }

    static boolean unchanged(LintedRule rule) {
        Set<String> computed = computed(rule.patterns());
        return rule.then().concluded().stream().flatMap(fact -> fact.getArguments().stream())
                .allMatch(argument -> isGiven(argument, computed));
    }

    /**
     * Whether nothing others can tell it by is computed of what was found in a loop.
     *
     * @param loop the patterns whose facts this conclusion leads to
     */
    static boolean withoutGrowing(LintedRule rule, List<LintedPattern> loop) {
        Set<String> computed = computed(loop);
        Set<String> fixed = bound(rule.patterns().stream().filter(pattern -> !loop.contains(pattern)).toList());
        return rule.then().concluded().stream().flatMap(fact -> telling(fact).stream()).allMatch(argument -> isGiven(argument, computed)
                || fixed.containsAll(Contents.of(argument).variables()) || isMadeOf(argument, part -> isGiven(part, computed)));
    }

    private static List<Expression> telling(ObjectCreationExpr fact) {
        List<Expression> all = fact.getArguments();
        List<Integer> telling = TELLING.get(fact.getTypeAsString());
        return telling == null ? all : telling.stream().filter(i -> i < all.size()).map(all::get).toList();
    }

    private static boolean isGiven(Expression argument, Set<String> computed) {
        return argument.isLiteralExpr() || argument instanceof FieldAccessExpr
                || argument instanceof NameExpr name && !computed.contains(name.getNameAsString());
    }

    /** Such as an action on what was found, or a set of it. */
    private static boolean isMadeOf(Expression argument, Predicate<Expression> given) {
        if (argument instanceof ObjectCreationExpr made) {
            return made.getArguments().stream().allMatch(one -> isMadeOf(one, given));
        }
        if (argument instanceof MethodCallExpr call) {
            return call.getScope().stream().allMatch(one -> isMadeOf(one, given))
                    && call.getArguments().stream().allMatch(one -> isMadeOf(one, given));
        }
        return given.test(argument);
    }

    private static Set<String> computed(List<LintedPattern> patterns) {
        return patterns.stream().flatMap(pattern -> pattern.parsed().stream())
                .filter(constraint -> constraint.expression().filter(PassedOn::isFound).isEmpty()).map(Constraint::binding)
                .collect(Collectors.toSet());
    }

    private static Set<String> bound(List<LintedPattern> patterns) {
        return patterns.stream().flatMap(pattern -> Stream.concat(Stream.ofNullable(pattern.descr().getIdentifier()),
                pattern.parsed().stream().map(Constraint::binding))).collect(Collectors.toSet());
    }

    private static boolean isFound(Expression bound) {
        return bound instanceof NameExpr || bound instanceof FieldAccessExpr || bound.isThisExpr();
    }
}
