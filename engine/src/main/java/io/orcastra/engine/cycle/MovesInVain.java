package io.orcastra.engine.cycle;

import io.orcastra.facts.control.MoveFailures;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is to be remembered of moves that failed. */
final class MovesInVain {
    /** Causes of one service; those of followers name the tasks of their anchor, and no one comes twice. */
    private static final int CAUSES = 4;

    private MovesInVain() {
    }

    /** @param before of the same service and cause; null for none */
    static MoveFailures onceMore(MoveFailures before, MoveFailures failed) {
        if (before == null) {
            return failed;
        }
        return new MoveFailures(failed.serviceId(), failed.cause(), before.count() + 1, failed.targetId(),
                all(before.nodeIds(), failed.nodeIds()), failed.error(),
                all(before.tried(), failed.tried()));
    }

    /** As it counts now; empty when nothing is new. What was there then stays known: what comes and goes is new only once. */
    static Optional<MoveFailures> reconsidered(MoveFailures failures, Set<String> circumstances) {
        return failures.count() == 0 || failures.tried().containsAll(circumstances) ? Optional.empty()
                : Optional.of(forgiven(failures, circumstances));
    }

    static MoveFailures forgiven(MoveFailures failures, Set<String> circumstances) {
        return new MoveFailures(failures.serviceId(), failures.cause(), 0, failures.targetId(), failures.nodeIds(),
                failures.error(), all(failures.tried(), circumstances));
    }

    /** Of one service, what is too old to be kept. */
    static List<MoveFailures> superfluous(Stream<MoveFailures> ofOne, Comparator<MoveFailures> newestFirst) {
        return ofOne.sorted(newestFirst).skip(CAUSES).toList();
    }

    private static Set<String> all(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
