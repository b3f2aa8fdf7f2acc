package io.orcastra.engine.cycle;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.Observer;
import java.util.List;

/** The world as the loop sees it. The lease is the one the executor's intents are signed with. */
public record Ports(
        List<Observer> observers, ActionExecutor executor, Ledger ledger, Lease lease, Clock clock,
        EngineListener listener) {
    public Ports {
        observers = List.copyOf(observers);
    }
}
