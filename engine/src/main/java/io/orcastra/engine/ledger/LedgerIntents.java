package io.orcastra.engine.ledger;

import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Actions under way, on the page of the lease. Intents are signed with the lease's identity, whatever
 * {@link Intent#holder()} says. Thread-safe: actions of one instance, and its lease, write the same page, so a
 * conflict is answered by reading and deciding again.
 */
public final class LedgerIntents implements IntentLog {
    /** A write takes about 5 ms, so this outlasts any number of concurrent actions the budgets allow. */
    private static final int TRIES = 25;
    private static final long LONGEST_PAUSE_NANOS = 40_000_000;

    private final Ledger ledger;
    private final Lease lease;

    public LedgerIntents(Ledger ledger, Lease lease) {
        this.ledger = ledger;
        this.lease = lease;
    }

    @Override
    public boolean begin(Intent intent) throws LedgerUnavailable {
        Intent signed = signed(intent);
        return change(page -> {
            boolean ours = lease.held() && page.holder().equals(lease.identity());
            boolean taken = page.intents().stream().anyMatch(other -> other.subject().equals(intent.subject()));
            return ours && !taken ? page.with(signed) : null;
        });
    }

    @Override
    public void update(Intent intent) throws LedgerUnavailable {
        Intent signed = signed(intent);
        boolean ours = change(page -> page.holder().equals(lease.identity()) && page.intent(intent.id()).isPresent()
                ? page.with(signed) : null);
        if (!ours) {
            throw new LedgerUnavailable("intent " + intent.id() + " is another instance's to finish, or was finished by it", null);
        }
    }

    @Override
    public void end(String intentId) throws LedgerUnavailable {
        change(page -> page.intent(intentId).isPresent() ? page.without(intentId) : null);
    }

    private Intent signed(Intent intent) {
        return new Intent(
                intent.id(), intent.subject(), intent.action(), intent.rule(), intent.cause(), intent.pins(),
                intent.job(), lease.identity(), intent.startedAt());
    }

    /** Writes what {@code edit} makes of the page; false when it declines by returning null. */
    private boolean change(Edit edit) throws LedgerUnavailable {
        for (int i = 0; i < TRIES; i++) {
            LeasePage page = LeasePage.among(ledger.read());
            Map<String, String> entries = edit.of(page);
            if (entries == null) {
                return false;
            }
            try {
                ledger.write(page.page(), entries);
                return true;
            } catch (LedgerConflict another) {
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
            }
        }
        throw new LedgerUnavailable("the lease page was written by others " + TRIES + " times in a row", null);
    }

    private interface Edit {
        Map<String, String> of(LeasePage page);
    }
}
