package io.orcastra.rules.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;

/**
 * One pattern of a rule.
 *
 * @param descr      where it stands
 * @param visible    variables bound before it
 * @param before     types of the patterns whose matches it is combined with
 * @param combines   false when it is only asked whether there is any, as after {@code not}
 */
record LintedPattern(PatternDescr descr, Set<String> visible, List<String> before, boolean combines) {
    LintedPattern {
        visible = Set.copyOf(visible);
        before = List.copyOf(before);
    }

    String type() {
        return descr.getObjectType();
    }

    Stream<ExprConstraintDescr> constraints() {
        return descr.getConstraint().getDescrs().stream()
                .filter(ExprConstraintDescr.class::isInstance).map(ExprConstraintDescr.class::cast);
    }
}
