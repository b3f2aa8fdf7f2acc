package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import io.orcastra.rules.ParameterForm;
import io.orcastra.rules.ReadParameter;
import java.util.Optional;

/** A rule says in full which parameter it reads, so that values nobody reads and values that are missing can be told. */
final class ParameterCheck implements Check {
    @Override
    public void inspect(LintedRule rule, Report report) {
        String own = rule.source().source().policy();
        rule.patterns().stream().filter(pattern -> ParameterForm.ofFact(pattern.type()).isPresent()).forEach(pattern -> {
            Optional<String> policy = written(pattern, "policy");
            Optional<String> name = written(pattern, "name");
            if (policy.isEmpty() || name.isEmpty()) {
                report.add(pattern.descr(), "\"" + rule.sentence() + "\" does not say which parameter it reads",
                        "Maybe write " + pattern.type() + "( policy == \"" + own + "\", name == \"" + name.orElse("limit") + "\" )");
            } else if (!ReadParameter.isName(name.get())) {
                report.add(pattern.descr(), "\"" + rule.sentence() + "\" reads parameter " + name.get()
                        + ", which swarm.yml cannot give", "Maybe use small letters, digits and _, such as least_memory");
            } else if (!ReadParameter.isPolicy(own)) {
                report.add(pattern.descr(), "\"" + rule.sentence() + "\" reads a parameter, and swarm.yml cannot give one to "
                        + report.file(), "Maybe call the file by letters, digits, dots, - and _, such as big-nodes.drl");
            } else if (!policy.get().equals(own)) {
                report.add(pattern.descr(), "\"" + rule.sentence() + "\" reads a parameter of " + policy.get()
                        + ", and stands in " + report.file(),
                        "Maybe write policy == \"" + own + "\"; each policy has parameters of its own");
            }
        });
    }

    private static Optional<String> written(LintedPattern pattern, String field) {
        return pattern.parsed().stream().flatMap(constraint -> constraint.expression().stream())
                .filter(BinaryExpr.class::isInstance).map(BinaryExpr.class::cast)
                .filter(comparison -> comparison.getOperator() == BinaryExpr.Operator.EQUALS
                        && comparison.getLeft() instanceof NameExpr left && left.getNameAsString().equals(field)
                        && comparison.getRight() instanceof StringLiteralExpr)
                .map(comparison -> comparison.getRight().asStringLiteralExpr().asString()).findFirst();
    }
}
