package io.orcastra.adapters.cli;

import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads the ledger again and again, and endures that the swarm does not answer for a while: it may be choosing a leader. */
final class PatientPages {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Read ledger;
    private final Clock clock;
    private boolean silent;
    private long silentSince;

    PatientPages(Read ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** One look at the ledger. */
    @FunctionalInterface
    interface Read {
        Map<String, LedgerPage> pages() throws LedgerUnavailable;
    }

    /**
     * @return the pages, or nothing when the swarm does not answer now
     * @throws LedgerUnavailable when it has not answered for {@link #PATIENCE}
     */
    Optional<Map<String, LedgerPage>> read() throws LedgerUnavailable {
        try {
            Map<String, LedgerPage> pages = ledger.pages();
            silent = false;
            return Optional.of(pages);
        } catch (LedgerUnavailable unavailable) {
            silentSince = silent ? silentSince : clock.nanos();
            silent = true;
            if (clock.nanos() - silentSince >= PATIENCE.toNanos()) {
                throw new LedgerUnavailable(unavailable.getMessage() + ", for " + PATIENCE.toSeconds() + " s now; what was asked"
                        + " for stands until its time is over\nMaybe the managers have no majority: docker node ls", unavailable);
            }
            return Optional.empty();
        }
    }
}
