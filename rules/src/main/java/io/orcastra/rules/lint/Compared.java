package io.orcastra.rules.lint;

import com.github.javaparser.ast.expr.Expression;
import java.util.Optional;

/**
 * A constraint with what it compares, if it compares at all.
 *
 * @param type of the fact it is asked of; empty where it is asked of none
 */
record Compared(Constraint constraint, Optional<Comparison> comparison, Typing typing, Optional<Class<?>> type) {

    static Compared of(Constraint constraint, Typing typing, Optional<Class<?>> type) {
        return new Compared(constraint, Comparison.of(constraint), typing, type);
    }

    /** What a side of it is, as far as that can be told. */
    Optional<Class<?>> typeOf(Expression side) {
        return typing.of(side, type);
    }
}
