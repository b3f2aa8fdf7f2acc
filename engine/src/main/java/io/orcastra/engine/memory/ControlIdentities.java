package io.orcastra.engine.memory;

import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.HourSpent;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.NodeLosses;
import io.orcastra.facts.control.NodeWait;
import io.orcastra.facts.control.Order;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.RecentFailure;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.control.WindowOpen;
import java.util.List;

/** What makes facts of the engine, of its past and of what was asked for statements about the same thing. */
final class ControlIdentities {

    private ControlIdentities() {
    }

    static void into(Identities all) {
        all.put(Attempts.class, attempts -> List.of(attempts.subject(), attempts.cause()));
        all.put(Backoff.class, backoff -> List.of(backoff.subject(), backoff.cause()));
        all.put(Cooldown.class, cooldown -> List.of(cooldown.subject(), cooldown.cause()));
        all.put(NoLease.class, lease -> "");
        all.put(HourSpent.class, hour -> "");
        all.put(Paused.class, Paused::service);
        all.put(MoveRequest.class, MoveRequest::id);
        all.put(EvacuationRequest.class, EvacuationRequest::id);
        all.put(NodeLosses.class, NodeLosses::nodeId);
        all.put(Order.class, Order::id);
        all.put(RecentFailure.class, RecentFailure::taskId);
        all.put(RefusedPull.class, pull -> List.of(pull.serviceId(), pull.image(), pull.nodeId()));
        all.put(FailedMove.class, FailedMove::serviceId);
        all.put(MoveFailures.class, failures -> List.of(failures.serviceId(), failures.cause()));
        all.put(Relocated.class, Relocated::serviceId);
        all.put(LeftOutRule.class, rule -> List.of(rule.rule(), rule.file()));
        all.put(Resting.class, Resting::subject);
        all.put(NodeWait.class, NodeWait::taskId);
        all.put(StartPatience.class, StartPatience::serviceId);
        all.put(WindowOpen.class, WindowOpen::window);
        all.put(WindowClosed.class, WindowClosed::window);
        all.put(StaleObservation.class, StaleObservation::source);
    }
}
