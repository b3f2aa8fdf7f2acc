package io.orcastra.facts.condition;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Sets of ids that print and digest alike whatever order they were collected in. */
final class Ids {
    private Ids() {
    }

    static Set<String> sorted(Set<String> ids) {
        return Collections.unmodifiableSet(new TreeSet<>(ids));
    }
}
