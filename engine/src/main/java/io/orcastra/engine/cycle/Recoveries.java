package io.orcastra.engine.cycle;

import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Intent;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Finishes or undoes what nobody works on any more. Used by one thread, by the holder of the lease only. */
final class Recoveries {
    /** A pin must be gone 15 s after an instance holds the lease again: there is time for a second and third try. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(4);

    private final Standing standing;
    private final Actions actions;
    private final Clock clock;
    private final Map<String, Long> triedAt = new HashMap<>();

    Recoveries(Standing standing, Actions actions, Clock clock) {
        this.standing = standing;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * What an earlier holder of the lease left is taken up at once. An intent without an action of ours may just have
     * ended, so otherwise it must have been there in the look before as well.
     *
     * @param kept tells of which services what was begun stays as it is for now; asked only when something was left
     */
    void look(Supplier<Set<String>> kept) {
        List<Intent> open = standing.intents();
        Set<String> ids = new HashSet<>();
        open.forEach(intent -> ids.add(intent.id()));
        triedAt.keySet().retainAll(ids);
        List<Intent> left = standing.tookOver() ? open : standing.lastingIntents();
        List<Intent> due = left.stream().filter(intent -> !actions.subjects().contains(intent.subject())).filter(this::mayTry)
                .toList();
        Set<String> staying = due.isEmpty() ? Set.of() : kept.get();
        due.stream().filter(intent -> !staying.contains(intent.subject())).forEach(intent -> {
            triedAt.put(intent.id(), clock.nanos());
            actions.recover(intent);
        });
    }

    /** Time until another try; null when nothing is left. */
    Duration due() {
        return triedAt.values().stream().map(this::left).filter(left -> left > 0).min(Long::compare)
                .map(Duration::ofNanos).orElse(null);
    }

    private boolean mayTry(Intent intent) {
        return !triedAt.containsKey(intent.id()) || left(triedAt.get(intent.id())) <= 0;
    }

    private long left(long tried) {
        return BETWEEN_TRIES.toNanos() - (clock.nanos() - tried);
    }
}
