package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.HashMap;
import java.util.Map;

/** A ledger in memory, in which several instances can share one swarm. Thread-safe. */
public final class InMemoryLedger implements Ledger {

    private final Map<String, LedgerPage> pages = new HashMap<>();
    private long lastVersion;
    private boolean answering = true;

    /** From now on every question fails. */
    public synchronized void stopAnswering() {
        answering = false;
    }

    @Override
    public synchronized Map<String, LedgerPage> read() throws LedgerUnavailable {
        answer();
        return Map.copyOf(pages);
    }

    @Override
    public synchronized LedgerPage write(LedgerPage page, Map<String, String> entries)
            throws LedgerConflict, LedgerUnavailable {
        answer();
        LedgerPage current = pages.getOrDefault(page.name(), LedgerPage.absent(page.name()));
        if (current.version() != page.version()) {
            throw new LedgerConflict(page.name());
        }
        LedgerPage written = new LedgerPage(page.name(), entries, ++lastVersion);
        pages.put(page.name(), written);
        return written;
    }

    @Override
    public synchronized void remove(String page) throws LedgerUnavailable {
        answer();
        pages.remove(page);
    }

    /** How often it was written so far. */
    synchronized long writes() {
        return lastVersion;
    }

    private void answer() throws LedgerUnavailable {
        if (!answering) {
            throw new LedgerUnavailable("no answer", null);
        }
    }
}
