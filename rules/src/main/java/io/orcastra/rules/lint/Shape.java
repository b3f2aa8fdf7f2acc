package io.orcastra.rules.lint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AnnotatedBaseDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;

/**
 * Which elements of a condition are looked at. All else is compiled as well, so whatever is not one of these to its very
 * class, with no more about it than is known here, is refused.
 */
final class Shape {
    private static final Set<Class<?>> GROUPS = Set.of(AndDescr.class, NotDescr.class, ExistsDescr.class, ForallDescr.class);
    /** What can be accumulated into, beside a variable. */
    private static final Set<String> RESULTS = Set.of("Object", "Number", "Integer", "Long", "Double", "List", "Set");

    private Shape() {
    }

    /** A type of fact, and constraints. */
    static boolean isPlain(PatternDescr pattern) {
        return pattern.getSource() == null && isKnown(pattern);
    }

    /** What is counted or collected of other patterns, and constraints. */
    static boolean isAccumulated(PatternDescr pattern) {
        return pattern.getSource() != null && pattern.getSource().getClass() == AccumulateDescr.class && isKnown(pattern)
                && RESULTS.contains(pattern.getObjectType())
                && ((AccumulateDescr) pattern.getSource()).getFunctions().stream().noneMatch(one -> one.isUnification());
    }

    static boolean isGroup(BaseDescr element) {
        return GROUPS.contains(element.getClass()) && !isAnnotated(element);
    }

    static boolean isGroupAnnotated(BaseDescr element) {
        return GROUPS.contains(element.getClass()) && isAnnotated(element);
    }

    /** What makes a pattern more than that, in words. */
    static Optional<String> oddity(PatternDescr pattern) {
        if (!pattern.getBehaviors().isEmpty()) {
            return Optional.of("a window");
        }
        if (pattern.isQuery()) {
            return Optional.of("a query");
        }
        if (pattern.isUnification() || pattern.getSource() instanceof AccumulateDescr summed && summed.getClass() == AccumulateDescr.class
                && summed.getFunctions().stream().anyMatch(one -> one.isUnification())) {
            return Optional.of(":=");
        }
        if (pattern.getObjectType() == null) {
            return Optional.of("a path");
        }
        if (!constraints(pattern).stream().allMatch(Shape::isNamed)) {
            return Optional.of("values by their position");
        }
        return pattern.getSource() instanceof AccumulateDescr summed && summed.getClass() == AccumulateDescr.class
                && !RESULTS.contains(pattern.getObjectType())
                ? Optional.of("a result of type " + pattern.getObjectType()) : Optional.empty();
    }

    private static boolean isKnown(PatternDescr pattern) {
        return pattern.getClass() == PatternDescr.class && pattern.getBehaviors().isEmpty() && !pattern.isQuery()
                && !pattern.isUnification() && pattern.getObjectType() != null && !isAnnotated(pattern)
                && constraints(pattern).stream().allMatch(Shape::isNamed);
    }

    private static boolean isNamed(BaseDescr constraint) {
        return constraint.getClass() == ExprConstraintDescr.class
                && ((ExprConstraintDescr) constraint).getType() == ExprConstraintDescr.Type.NAMED;
    }

    private static boolean isAnnotated(BaseDescr element) {
        return element instanceof AnnotatedBaseDescr annotated && !annotated.getAnnotations().isEmpty();
    }

    private static List<? extends BaseDescr> constraints(PatternDescr pattern) {
        return pattern.getConstraint().getDescrs();
    }
}
