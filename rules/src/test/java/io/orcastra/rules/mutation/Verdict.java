package io.orcastra.rules.mutation;

import java.util.Comparator;
import java.util.Optional;

/**
 * What became of a mutant.
 *
 * @param caughtBy a test that failed; empty when it survived
 */
record Verdict(Mutant mutant, Optional<String> caughtBy) implements Comparable<Verdict> {
    private static final Comparator<Verdict> BY_NAME = Comparator.comparing(verdict -> verdict.mutant().name());

    boolean survived() {
        return caughtBy.isEmpty();
    }

    @Override
    public int compareTo(Verdict other) {
        return BY_NAME.compare(this, other);
    }
}
