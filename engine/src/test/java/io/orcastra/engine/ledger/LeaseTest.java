package io.orcastra.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration RENEW = Duration.ofSeconds(20);
    private static final Duration FREE = Duration.ofSeconds(30);

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();

    private Lease instance(String name) {
        return new Lease(ledger, clock, name, RENEW, FREE);
    }

    private void leader(Lease lease) throws LedgerUnavailable {
        lease.tend(ledger.read(), "leader", true);
    }

    private void follower(Lease lease) throws LedgerUnavailable {
        lease.tend(ledger.read(), "follower", false);
    }

    @Test
    void theInstanceOnTheLeaderTakesAFreeLeaseAtOnce() throws Exception {
        Lease one = instance("one");

        leader(one);

        assertThat(one.held()).isTrue();
        assertThat(one.holder()).isEqualTo("leader/one");
    }

    @Test
    void anyOtherTakesItWhenItStayedFree() throws Exception {
        Lease one = instance("one");
        follower(one);
        assertThat(one.held()).isFalse();

        clock.advance(FREE.minusSeconds(1));
        follower(one);
        assertThat(one.held()).isFalse();

        clock.advance(Duration.ofSeconds(1));
        follower(one);
        assertThat(one.held()).isTrue();
    }

    @Test
    void aRenewedLeaseIsNeverTaken() throws Exception {
        Lease holder = instance("one");
        Lease other = instance("two");
        leader(holder);

        for (int i = 0; i < 20; i++) {
            follower(other);
            assertThat(other.held()).isFalse();
            clock.advance(holder.due());
            holder.tend();
            assertThat(holder.held()).isTrue();
        }
    }

    @Test
    void anAbandonedLeaseIsTakenByTheLeaderFirst() throws Exception {
        Lease dead = instance("dead");
        dead.tend(ledger.read(), "elsewhere", true);
        Lease onLeader = instance("one");
        Lease onFollower = instance("two");
        follower(onFollower);
        leader(onLeader);

        clock.advance(FREE);
        follower(onFollower);
        assertThat(onFollower.held()).isFalse();
        leader(onLeader);
        assertThat(onLeader.held()).isTrue();
        assertThat(dead.held()).as("it knows by its own clock").isFalse();
    }

    @Test
    void anAbandonedLeaseIsTakenByAFollowerAfterAsLongAgain() throws Exception {
        Lease dead = instance("dead");
        dead.tend(ledger.read(), "elsewhere", true);
        Lease onFollower = instance("two");
        follower(onFollower);

        clock.advance(FREE.multipliedBy(2));
        follower(onFollower);

        assertThat(onFollower.held()).isTrue();
    }

    @Test
    void aRestartedInstanceTakesOverFromItsDeadPredecessorAtOnce() throws Exception {
        follower(instance("unrelated"));
        Lease predecessor = instance("before");
        leader(predecessor);
        Lease successor = instance("after");

        leader(successor);

        assertThat(successor.held()).isTrue();
        follower(predecessor);
        assertThat(predecessor.held()).isFalse();
    }

    @Test
    void twoInstancesOfOneNodeDoNotTakeItFromEachOtherForEver() throws Exception {
        Lease one = instance("one");
        Lease two = instance("two");
        leader(one);
        leader(two);

        leader(one);
        leader(two);

        assertThat(one.held()).isFalse();
        assertThat(two.held()).isTrue();
    }

    @Test
    void aReleasedLeaseIsFreeForTheLeaderAtOnce() throws Exception {
        Lease one = instance("one");
        one.tend(ledger.read(), "elsewhere", true);
        Lease two = instance("two");
        leader(two);
        assertThat(two.held()).isFalse();

        one.release();
        leader(two);

        assertThat(one.held()).isFalse();
        assertThat(two.held()).isTrue();
    }

    @Test
    void aWallClockThatJumpsChangesNothing() throws Exception {
        Lease one = instance("one");
        Lease two = instance("two");
        leader(one);
        follower(two);

        clock.jump(Duration.ofDays(400));
        leader(one);
        follower(two);

        assertThat(one.held()).isTrue();
        assertThat(two.held()).isFalse();
    }

    @Test
    void withoutAnEngineTheNextLookIsNotDueAgainAtOnce() throws Exception {
        Lease lease = instance("one");
        clock.advance(RENEW);

        lease.tend();

        assertThat(lease.due()).isPositive();
    }
}
