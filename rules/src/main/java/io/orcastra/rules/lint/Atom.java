package io.orcastra.rules.lint;

import java.util.List;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.BaseDescr;

/**
 * One pattern of a rule, by what it means.
 *
 * @param fact  the number of the fact it matches
 * @param known false when something it says is not understood here, so that it asks for more than its claims tell
 */
record Atom(int fact, BaseDescr at, Class<?> type, List<Stated> stated, boolean known) {
    Atom {
        stated = List.copyOf(stated);
    }

    /** A claim and the constraint that makes it. */
    record Stated(Claim claim, Constraint constraint) {
    }

    /** As it could be written. */
    String text() {
        return stated.isEmpty() ? type.getSimpleName()
                : type.getSimpleName() + "( " + stated.stream().map(one -> one.constraint().text()).distinct()
                .collect(Collectors.joining(", ")) + " )";
    }
}
