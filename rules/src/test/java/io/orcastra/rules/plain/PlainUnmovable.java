package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.Movable;
import io.orcastra.facts.condition.MovesWanted;
import io.orcastra.facts.condition.NodeBound;
import io.orcastra.facts.condition.OptedOut;
import io.orcastra.facts.condition.SingleWriter;
import io.orcastra.facts.condition.Unmovable;
import io.orcastra.facts.control.Paused;
import java.util.EnumSet;
import java.util.Set;

/** What cannot move, and so holds up all it would move with (rebalancing.drl). */
final class PlainUnmovable extends PlainPolicy {
    private static final long TOO_SLOW = 55_000;
    private static final Set<UpdateState> NOT_OVER = EnumSet.of(UpdateState.UPDATING, UpdateState.PAUSED,
            UpdateState.ROLLBACK_STARTED, UpdateState.ROLLBACK_PAUSED);

    PlainUnmovable(PlainFacts facts) {
        super(facts);
    }

    @Override
    void conditions() {
        if (facts.all(MovesWanted.class).isEmpty()) {
            return;
        }
        for (Service service : facts.all(Service.class)) {
            if (facts.holds(new NodeBound(service.id()))) {
                fix("ORC-REB-104", service, service.name() + " keeps data on its node");
            }
            if (NOT_OVER.contains(service.updateState()) && !facts.any(By.IN_FLIGHT, service.id())) {
                fix("ORC-REB-108", service, "an update of " + service.name() + " is not over");
            }
            if (facts.all(Paused.class).stream().anyMatch(one -> one.service().equals(service.name()))) {
                fix("ORC-REB-109", service, service.name() + " is paused");
            }
            if (service.mode() == ServiceMode.REPLICATED) {
                replicated(service);
            }
        }
    }

    private void replicated(Service service) {
        if (facts.holds(new OptedOut(service.id()))) {
            fix("ORC-REB-105", service, service.name() + " has opted out of rebalancing");
        }
        if (service.stopGraceMillis() > TOO_SLOW) {
            fix("ORC-REB-106", service, "stop_grace_period of " + service.name() + " is above 55 s");
        }
        if (facts.holds(new SingleWriter(service.id())) && service.updateOrder() == UpdateOrder.START_FIRST) {
            fix("ORC-REB-107", service, service.name() + " is a single writer with update order start-first");
        }
        if (!service.hostPorts().isEmpty() && !facts.holds(new Movable(service.id()))) {
            fix("ORC-REB-110", service, service.name() + " publishes ports of its node");
        }
    }

    private void fix(String rule, Service service, String reason) {
        facts.conclude(rule, new Unmovable(service.id(), reason));
    }
}
