package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is undisturbed comes to rest: nothing is done in the last third of the calm. What the limit on going to and fro
 * held for its hour may still be done, as often as that limit allows for each service, with the labels and dependents
 * that follow from it: the hour may end in any third.
 */
final class RestWatch {
    private static final String INVARIANT = "8 what is undisturbed comes to rest";

    private final Clock clock;
    /** How often a service is moved within an hour for the same cause. */
    private static final int LIMIT = 2;
    private static final Duration HOUR = Duration.ofHours(1);
    /** Until what follows from a move is done. */
    private static final Duration CONSEQUENCES = Duration.ofMinutes(5);
    private static final String FOLLOWING = "ORC-(ANC|COL)-2..";

    private final Set<String> held = new HashSet<>();
    private final Map<String, List<Instant>> spent = new HashMap<>();
    private Instant excusedUntil = VirtualClock.START;
    private Instant lastAction = VirtualClock.START;
    private Proposal last;

    RestWatch(Clock clock) {
        this.clock = clock;
    }

    void began(Proposal proposal) {
        Instant now = clock.instant();
        if (held.contains(proposal.subject()) && spend(proposal.subject(), now)) {
            excusedUntil = now.plus(CONSEQUENCES);
            return;
        }
        if (proposal.rule().matches(FOLLOWING) && now.isBefore(excusedUntil)) {
            return;
        }
        lastAction = now;
        last = proposal;
    }

    void decided(DecisionRecord record) {
        Stream.concat(record.plan().deferred().stream(), record.plan().vetoed().stream())
                .filter(refusal -> refusal.vetoes().stream().anyMatch(veto -> veto.reason().contains("within an hour")))
                .forEach(refusal -> held.add(refusal.proposal().subject()));
    }

    void atTheEnd(Duration calm) {
        Duration quiet = Duration.between(lastAction, clock.instant());
        if (quiet.compareTo(calm.dividedBy(3)) < 0) {
            throw new Violation(INVARIANT, "the last action was " + quiet.toSeconds() + " s before the end: " + last);
        }
    }

    /** Whether one of the moves that the hour allows was left. */
    private boolean spend(String subject, Instant now) {
        List<Instant> moves = spent.computeIfAbsent(subject, key -> new ArrayList<>());
        moves.removeIf(before -> !before.plus(HOUR).isAfter(now));
        return moves.size() < LIMIT && moves.add(now);
    }
}
