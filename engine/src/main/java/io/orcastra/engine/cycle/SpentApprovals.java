package io.orcastra.engine.cycle;

import io.orcastra.engine.cycle.Actions.Ending;
import io.orcastra.engine.plan.Consents;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.control.Approval;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The approvals with which actions under way were begun. A yes is for an act: when none came of it, because an image had to
 * be pulled first or the swarm had moved on, it holds again for the time it had left. Used by one thread.
 */
final class SpentApprovals {
    private final Clock clock;
    private final Map<Proposal, Left> underWay = new HashMap<>();

    SpentApprovals(Clock clock) {
        this.clock = clock;
    }

    void begun(Consents.Use use) {
        use.spent().forEach((action, approval) -> underWay.put(action.proposal(),
                new Left(approval.plan(), Duration.between(clock.instant(), approval.until()))));
    }

    /** What was spent for nothing, of all that ended; of an action that somebody else began nothing is known. */
    List<Approval> unused(Collection<Ending> endings) {
        List<Approval> unused = new ArrayList<>();
        for (Ending ending : endings) {
            Left left = underWay.remove(ending.outcome().proposal());
            if (left != null && ending.outcome().result() == Result.SKIPPED) {
                unused.add(new Approval(left.plan, clock.instant().plus(left.time)));
            }
        }
        return unused;
    }

    private record Left(String plan, Duration time) {
    }
}
