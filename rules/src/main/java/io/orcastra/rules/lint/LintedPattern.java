package io.orcastra.rules.lint;

import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;

/**
 * One pattern of a rule.
 *
 * @param descr      where it stands
 * @param visible    variables bound before it
 * @param before     types of the patterns whose matches it is combined with
 * @param combines   false when it is only asked whether there is any, as after {@code not}
 * @param negated    whether it stands behind {@code not}
 */
record LintedPattern(PatternDescr descr, List<Constraint> parsed, Set<String> visible, List<String> before,
        boolean combines, boolean negated) {
    LintedPattern {
        visible = Set.copyOf(visible);
        before = List.copyOf(before);
    }

    static LintedPattern of(PatternDescr descr, Set<String> visible, List<String> before, boolean combines, boolean negated) {
        return new LintedPattern(descr, descr.getConstraint().getDescrs().stream()
                .filter(ExprConstraintDescr.class::isInstance).map(ExprConstraintDescr.class::cast)
                .map(Constraint::of).toList(), visible, before, combines, negated);
    }

    String type() {
        return descr.getObjectType();
    }
}
