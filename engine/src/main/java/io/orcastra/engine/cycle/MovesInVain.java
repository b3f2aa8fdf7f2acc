package io.orcastra.engine.cycle;

import io.orcastra.facts.control.MoveFailures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is to be remembered of moves that failed. */
final class MovesInVain {
    /** Causes of one service; those of followers name the tasks of their anchor, and no one comes twice. */
    private static final int CAUSES = 4;
    /** Of all services; with its words an entry takes some 500 bytes of the ledger. */
    private static final int ENTRIES = 100;
    /** Of all entries, at 9 bytes of the ledger each. */
    private static final int DIGESTS = 10_000;
    /** Of one entry, that others may have room as well; what was there before it is full counts as new once more. */
    private static final int DIGESTS_OF_ONE = 2_500;

    private static final int LONGEST_ERROR = 300;

    private MovesInVain() {
    }

    /** What became of a move, as far as there is room for it. */
    static String brief(String message) {
        return message.length() <= LONGEST_ERROR ? message : message.substring(0, LONGEST_ERROR - 1) + "…";
    }

    /** @param before of the same service and cause; null for none */
    static MoveFailures onceMore(MoveFailures before, MoveFailures failed) {
        if (before == null) {
            return failed;
        }
        return new MoveFailures(failed.serviceId(), failed.cause(), before.count() + 1, failed.targetId(),
                all(before.nodeIds(), failed.nodeIds()), failed.error(),
                tried(before.tried(), failed.tried()));
    }

    /** As it counts now; empty when nothing is new. What was there then stays known: what comes and goes is new only once. */
    static Optional<MoveFailures> reconsidered(MoveFailures failures, Set<String> circumstances) {
        return failures.count() == 0 || failures.tried().containsAll(circumstances) ? Optional.empty()
                : Optional.of(forgiven(failures, circumstances));
    }

    static MoveFailures forgiven(MoveFailures failures, Set<String> circumstances) {
        return new MoveFailures(failures.serviceId(), failures.cause(), 0, failures.targetId(), failures.nodeIds(),
                failures.error(), tried(failures.tried(), circumstances));
    }

    /** What is too old to be kept beside the others: the page of the ledger it is written to has a limit. */
    static List<MoveFailures> superfluous(Stream<MoveFailures> all, Comparator<MoveFailures> newestFirst) {
        List<MoveFailures> superfluous = new ArrayList<>();
        Map<String, Integer> causes = new HashMap<>();
        int entries = 0;
        int digests = 0;
        for (MoveFailures failures : all.sorted(newestFirst).toList()) {
            boolean fits = causes.merge(failures.serviceId(), 1, Integer::sum) <= CAUSES && entries < ENTRIES
                    && (entries == 0 || digests + failures.tried().size() <= DIGESTS);
            if (fits) {
                entries++;
                digests += failures.tried().size();
            } else {
                superfluous.add(failures);
            }
        }
        return superfluous;
    }

    private static Set<String> tried(Set<String> before, Set<String> now) {
        Set<String> all = all(before, now);
        return all.size() > DIGESTS_OF_ONE && !now.isEmpty() ? now : all;
    }

    private static Set<String> all(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
