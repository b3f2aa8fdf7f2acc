package io.orcastra.engine.cycle;

import io.orcastra.engine.cycle.Actions.Ending;
import io.orcastra.engine.plan.Consents;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.control.Approval;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The approvals with which actions under way were begun. A yes is for an act: when none came of it, because an image had to
 * be pulled first or the swarm had moved on, it holds again for the time it had left, and nothing may follow what was not
 * done. Used by one thread.
 */
final class SpentApprovals {
    private final Clock clock;
    private final Map<Proposal, Left> underWay = new HashMap<>();

    SpentApprovals(Clock clock) {
        this.clock = clock;
    }

    void begun(Consents.Use use) {
        use.exchanges().forEach((action, exchange) -> underWay.put(action.proposal(), new Left(exchange.spent().plan(),
                Duration.between(clock.instant(), exchange.spent().until()), exchange.given())));
    }

    /** What was exchanged for nothing, by all that ended; of an action that somebody else began nothing is known. */
    Unused unused(Collection<Ending> endings) {
        Set<Approval> back = new HashSet<>();
        Set<Approval> ended = new HashSet<>();
        for (Ending ending : endings) {
            Left left = underWay.remove(ending.outcome().proposal());
            Result result = ending.outcome().result();
            if (left != null && result == Result.SKIPPED) {
                back.add(new Approval(left.plan, clock.instant().plus(left.time)));
            }
            if (left != null && (result == Result.SKIPPED || result == Result.REFUSED)) {
                ended.addAll(left.given);
            }
        }
        return new Unused(back, ended);
    }

    /**
     * What the page of approvals is to say after all.
     *
     * @param back  what was spent and holds again
     * @param ended what was given and holds no more
     */
    record Unused(Set<Approval> back, Set<Approval> ended) {
        static final Unused NONE = new Unused(Set.of(), Set.of());

        Unused {
            back = Set.copyOf(back);
            ended = Set.copyOf(ended);
        }
    }

    private record Left(String plan, Duration time, Set<Approval> given) {
    }
}
