package io.orcastra.engine.port;

import io.orcastra.engine.simulation.InMemoryLedger;


class InMemoryLedgerTest extends LedgerContract {

    private final Ledger ledger = new InMemoryLedger();

    @Override
    protected Ledger ledger() {
        return ledger;
    }
}
