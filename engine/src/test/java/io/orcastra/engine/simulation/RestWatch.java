package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is undisturbed comes to rest: nothing is done in the last third of the calm. What the limit on going to and fro
 * held for its hour may still be done, once for each service: the hour may end in any third.
 */
final class RestWatch {
    private static final String INVARIANT = "8 what is undisturbed comes to rest";

    private final Clock clock;
    private final Set<String> held = new HashSet<>();
    private final Map<String, Instant> spent = new HashMap<>();
    private Instant lastAction = VirtualClock.START;
    private Proposal last;

    RestWatch(Clock clock) {
        this.clock = clock;
    }

    void began(Proposal proposal) {
        if (held.remove(proposal.subject()) && restedFor(Duration.ofHours(1), proposal.subject())) {
            spent.put(proposal.subject(), clock.instant());
            return;
        }
        lastAction = clock.instant();
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

    private boolean restedFor(Duration least, String subject) {
        Instant before = spent.get(subject);
        return before == null || !before.plus(least).isAfter(clock.instant());
    }
}
