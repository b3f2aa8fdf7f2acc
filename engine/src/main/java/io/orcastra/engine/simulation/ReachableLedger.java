package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The ledger as somebody sees it who cannot always reach the swarm that keeps it. */
record ReachableLedger(Ledger kept, BooleanSupplier reachable) implements Ledger {

    @Override
    public Map<String, LedgerPage> read() throws LedgerUnavailable {
        reach();
        return kept.read();
    }

    @Override
    public LedgerPage write(LedgerPage page, Map<String, String> entries) throws LedgerConflict, LedgerUnavailable {
        reach();
        return kept.write(page, entries);
    }

    @Override
    public void remove(String page) throws LedgerUnavailable {
        reach();
        kept.remove(page);
    }

    private void reach() throws LedgerUnavailable {
        if (!reachable.getAsBoolean()) {
            throw new LedgerUnavailable("the swarm does not answer", null);
        }
    }
}
