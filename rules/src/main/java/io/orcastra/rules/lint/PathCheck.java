package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.drools.mvel.parser.ast.expr.FullyQualifiedInlineCastExpr;
import org.drools.mvel.parser.ast.expr.InlineCastExpr;

/**
 * Every step from a fact is a field of a fact, or something harmless of a value: behind any other dot there is a class, its
 * loader, and everything. Operators are those known here, names of a consequence those of facts.
 */
final class PathCheck implements Check {
    private static final Set<String> OF_VALUES = new TreeSet<>(Set.of("size", "empty", "length", "blank", "toLowerCase", "toUpperCase",
            "trim", "strip", "seconds", "toSeconds", "toMinutes", "toHours", "toDays", "toMillis", "negative", "zero", "epochSecond",
            "intValue", "longValue", "doubleValue"));
    private static final Set<String> OPERATORS = new TreeSet<>(Set.of("==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "in",
            "contains", "memberOf", "matches", "instanceof"));
    /** {@link ConstraintCheck} tells what to write instead. */
    private static final Set<String> REFUSED_ELSEWHERE = Set.of("&&", "||");
    private static final Set<String> VALUE_TYPES = Set.of("Set", "List", "Duration", "Instant", "Integer", "Long", "Double");
    private static final String VALUE = "Maybe a field of a fact, or one of " + OF_VALUES;

    private final FactTypes types;

    PathCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        Typing typing = new Typing(types, rule);
        for (LintedPattern pattern : rule.patterns()) {
            Optional<Class<?>> subject = types.named(pattern.type());
            pattern.parsed().forEach(constraint -> inspect(constraint, subject, typing, report));
        }
        for (Constraint result : rule.results()) {
            inspect(result, Optional.empty(), typing, report);
            result.contents().names().stream().filter(name -> !(name.startsWith("$") ? rule.bound() : OF_VALUES).contains(name))
                    .forEach(name -> report.add(result.at(), "'" + result.text() + "' asks " + name + " of what was accumulated",
                            "Maybe a variable that was bound, or one of " + OF_VALUES));
        }
        rule.then().concluded().ifPresent(fact -> inspect(rule, Contents.of(fact), report));
    }

    private void inspect(Constraint constraint, Optional<Class<?>> subject, Typing typing, Report report) {
        Contents contents = constraint.contents();
        contents.operators().stream().filter(operator -> !OPERATORS.contains(operator) && !REFUSED_ELSEWHERE.contains(operator))
                .forEach(operator -> report.add(constraint.at(), "constraint '" + constraint.text() + "' uses " + operator,
                        operator.startsWith("str[") ? "Maybe matches, as in name matches \"beginning.*\"" : "Maybe one of " + OPERATORS));
        contents.infixes().stream().filter(one -> one.getArg1() != null)
                .forEach(one -> report.add(constraint.at(),
                        "constraint '" + constraint.text() + "' gives " + one.getOperator() + " arguments", "Maybe one of " + OPERATORS));
        contents.members().stream().filter(member -> !isKnown(member, subject, typing))
                .forEach(member -> refuse(constraint, member.getNameAsString(), report));
        contents.chains().forEach(cast -> strayed(cast).ifPresent(step -> refuse(constraint, step, report)));
    }

    private static void refuse(Constraint constraint, String step, Report report) {
        report.add(constraint.at(), "constraint '" + constraint.text() + "' asks " + step + " of a value", VALUE);
    }

    /** Fields of facts are looked for by {@link NameCheck}. */
    private boolean isKnown(FieldAccessExpr member, Optional<Class<?>> subject, Typing typing) {
        Expression scope = member.getScope();
        while (scope instanceof EnclosedExpr enclosed) {
            scope = enclosed.getInner();
        }
        return scope instanceof InlineCastExpr || scope instanceof ThisExpr
                || scope instanceof NameExpr name && types.named(name.getNameAsString()).isPresent()
                || typing.of(scope, subject).filter(PathCheck::isFact).isPresent() || OF_VALUES.contains(member.getNameAsString());
    }

    /** The first step behind {@code #} that leads to neither a field of a fact nor something harmless. */
    private Optional<String> strayed(FullyQualifiedInlineCastExpr cast) {
        List<String> steps = Arrays.asList(cast.getName().asString().split("\\."));
        Optional<Class<?>> type = types.named(steps.get(0));
        for (String step : steps.subList(1, steps.size())) {
            boolean fact = type.filter(PathCheck::isFact).isPresent();
            if (!(fact ? type.map(types::fields).orElse(Set.of()) : OF_VALUES).contains(step)) {
                return Optional.of(step);
            }
            type = fact ? type.flatMap(one -> types.fieldType(one, step)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isFact(Class<?> type) {
        return FactTypes.PACKAGES.contains(type.getPackageName());
    }

    private void inspect(LintedRule rule, Contents concluded, Report report) {
        String subject = "the consequence of \"" + rule.sentence() + "\" ";
        concluded.names().stream().filter(name -> !name.startsWith("$") && !VALUE_TYPES.contains(name) && types.named(name).isEmpty())
                .forEach(name -> report.add(rule.then().first(), subject + "uses " + name + ", which is neither a variable nor a fact",
                        "Maybe a variable of its condition, which begins with $"));
        concluded.members().stream().filter(member -> !isConstant(member)).forEach(member -> report.add(rule.then().place(member),
                subject + "uses " + member + ", which is no constant of a fact", "Maybe the getter with brackets, as in $node.hostname()"));
    }

    /** Such as {@code NodeRole.MANAGER} and {@code Relocate.Goal.SPREAD}. */
    private boolean isConstant(FieldAccessExpr member) {
        Expression scope = member.getScope();
        if (scope instanceof NameExpr name) {
            return VALUE_TYPES.contains(name.getNameAsString()) || types.named(name.getNameAsString()).isPresent();
        }
        return scope instanceof FieldAccessExpr outer && isConstant(outer) && Character.isUpperCase(outer.getNameAsString().charAt(0));
    }
}
