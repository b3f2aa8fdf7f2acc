package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;

/** Which constraints of a rule leave few of the facts a pattern asks for. */
final class Selecting {
    private static final Set<String> OPERATORS = Set.of("==", "in", "contains", "memberOf", "instanceof", "matches");

    private final FactTypes types;
    private final Typing typing;

    Selecting(FactTypes types, LintedRule rule) {
        this.types = types;
        this.typing = new Typing(types, rule);
    }

    /** A key joined to what stands before, a value that few have, or whatever is asked of one kind of action. */
    boolean selects(Constraint constraint, LintedPattern pattern) {
        Contents contents = constraint.contents();
        return contents.operators().stream().anyMatch(OPERATORS::contains)
                && (contents.variables().isEmpty() || pattern.visible().contains(contents.variables().get(0)))
                && (!contents.casts().isEmpty() || !isCoarse(constraint, pattern));
    }

    /** Whether it compares what has a handful of values, one of which nearly all may have, such as the state of a task. */
    boolean isCoarse(Constraint constraint, LintedPattern pattern) {
        Optional<Class<?>> subject = types.named(pattern.type());
        return constraint.expression().stream().flatMap(Selecting::compared).flatMap(side -> typing.of(side, subject).stream())
                .anyMatch(type -> type.isEnum() || type == boolean.class || type == Boolean.class);
    }

    private static Stream<Expression> compared(Expression constraint) {
        if (constraint instanceof EnclosedExpr enclosed) {
            return compared(enclosed.getInner());
        }
        if (constraint instanceof BinaryExpr binary) {
            return Stream.of(binary.getLeft(), binary.getRight());
        }
        return constraint instanceof PointFreeExpr infix ? Stream.of(infix.getLeft()) : Stream.of();
    }
}
