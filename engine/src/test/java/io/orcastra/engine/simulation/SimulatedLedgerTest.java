package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerContract;
import io.orcastra.rules.verify.Cluster;

class SimulatedLedgerTest extends LedgerContract {
    private final SimulatedSwarm swarm = SimulatedSwarm.of(new Cluster().node("n1").facts(), 1, VirtualClock.START);

    @Override
    protected Ledger ledger() {
        return swarm.ledger("n1");
    }
}
