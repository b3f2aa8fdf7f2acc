package io.orcastra.engine.port;

class InMemoryLedgerTest extends LedgerContract {

    private final Ledger ledger = new InMemoryLedger();

    @Override
    protected Ledger ledger() {
        return ledger;
    }
}
