package io.orcastra.engine.ledger;

import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.time.Duration;
import java.util.Map;

/**
 * The right to act, held by one instance of all. The holder renews its entry in the ledger; whoever sees an entry
 * unchanged for {@code free} by its own monotonic clock takes it for free, so no two machines' clocks are compared.
 * Thread-safe.
 */
public final class Lease {
    private static final int WRITES_TRIED = 5;
    private static final int RETRIES_PER_RENEWAL = 10;

    private final Ledger ledger;
    private final Clock clock;
    private final String instance;
    private final Duration renew;
    private final Duration free;

    private String nodeId = "";
    private boolean onLeader;
    private LeasePage page = new LeasePage(LedgerPage.absent(LeasePage.NAME));
    private String lastText;
    private long unchangedSince;
    private long lookedAt;
    private boolean holding;
    private boolean everHeld;
    private long writtenAt;

    /**
     * @param instance unique for this process
     * @param renew    the entry is written at most this often
     * @param free     an entry unchanged for this long is nobody's
     */
    public Lease(Ledger ledger, Clock clock, String instance, Duration renew, Duration free) {
        this.ledger = ledger;
        this.clock = clock;
        this.instance = instance;
        this.renew = renew;
        this.free = free;
    }

    /** How this instance signs: node id and instance, or empty while its node is not known. */
    public synchronized String identity() {
        return nodeId.isEmpty() ? "" : nodeId + "/" + instance;
    }

    /** Whether this instance may act. Ends by itself when renewing failed for so long that another may have it. */
    public synchronized boolean held() {
        return holding && clock.nanos() - writtenAt < free.toNanos();
    }

    /** Who holds the lease as last seen; empty when nobody does. */
    public synchronized String holder() {
        return page.holder();
    }

    /** Time until {@link #tend()} should be called; zero when it is overdue. */
    public synchronized Duration due() {
        long now = clock.nanos();
        long afterLook = renew.toNanos() / RETRIES_PER_RENEWAL - (now - lookedAt);
        long pause = holding ? renew.toNanos() - (now - writtenAt)
                : Math.min(renew.toNanos() - (now - lookedAt), freeAfter().toNanos() - (now - unchangedSince));
        return Duration.ofNanos(Math.max(0, Math.max(pause, afterLook)));
    }

    /**
     * Takes, renews or gives up the lease according to the pages just read.
     *
     * @param nodeId   node of the engine this instance talks to
     * @param onLeader whether that node leads the swarm
     * @throws LedgerUnavailable when a needed write was not answered; the lease is then held only as long as before
     */
    public synchronized void tend(Map<String, LedgerPage> pages, String nodeId, boolean onLeader)
            throws LedgerUnavailable {
        this.nodeId = nodeId;
        this.onLeader = onLeader;
        lookedAt = clock.nanos();
        see(LeasePage.among(pages));
        decide();
    }

    /** Renews a held lease, or looks whether another's became free, without an observation of the swarm. */
    public synchronized void tend() throws LedgerUnavailable {
        lookedAt = clock.nanos();
        if (nodeId.isEmpty()) {
            return;
        }
        if (!holding) {
            see(LeasePage.among(ledger.read()));
        }
        decide();
    }

    /** Gives the lease back at once, for a quick successor. Without effect when it is not held. */
    public synchronized void release() throws LedgerUnavailable {
        if (!holding) {
            return;
        }
        see(LeasePage.among(ledger.read()));
        if (page.holder().equals(identity())) {
            write("");
        }
        holding = false;
    }

    private void see(LeasePage seen) {
        page = seen;
        if (!seen.leaseText().equals(lastText)) {
            lastText = seen.leaseText();
            unchangedSince = clock.nanos();
        }
        if (holding && !seen.holder().equals(identity())) {
            holding = false;
        }
    }

    private void decide() throws LedgerUnavailable {
        for (int i = 0; i < WRITES_TRIED && wanted(); i++) {
            if (write(identity())) {
                return;
            }
        }
    }

    private boolean wanted() {
        long now = clock.nanos();
        if (page.holder().equals(identity())) {
            return !holding || now - writtenAt >= renew.toNanos();
        }
        boolean predecessors = page.holder().startsWith(nodeId + "/") && !everHeld;
        return predecessors || now - unchangedSince >= freeAfter().toNanos();
    }

    /** How long the entry must stay unchanged before this instance may take the lease. */
    private Duration freeAfter() {
        Duration abandoned = page.holder().isEmpty() ? Duration.ZERO : free;
        return onLeader ? abandoned : abandoned.plus(free);
    }

    private boolean write(String holder) throws LedgerUnavailable {
        long begun = clock.nanos();
        try {
            see(new LeasePage(ledger.write(page.page(), page.withLease(holder, page.renewal() + 1))));
            holding = !holder.isEmpty() && page.holder().equals(holder);
            everHeld |= holding;
            writtenAt = begun;
            return true;
        } catch (LedgerConflict another) {
            see(LeasePage.among(ledger.read()));
            return false;
        }
    }
}
