package io.orcastra.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.IntentLogContract;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.KnownPin;
import io.orcastra.facts.control.PreviousSpecDropped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerIntentsTest extends IntentLogContract {
    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Lease lease = new Lease(ledger, clock, "one", Duration.ofSeconds(20), Duration.ofSeconds(30));
    private final LedgerIntents intents = new LedgerIntents(ledger, lease);

    @BeforeEach
    void takeTheLease() throws Exception {
        lease.tend(ledger.read(), "node", true);
    }

    @Override
    protected IntentLog log() {
        return intents;
    }

    @Override
    protected List<Intent> open() throws Exception {
        return LedgerFacts.intents(ledger.read());
    }

    @Override
    protected void loseTheLease() throws Exception {
        lease.release();
    }

    @Override
    protected void stopAnswering() {
        ledger.stopAnswering();
    }

    @Test
    void anIntentIsSignedByWhoeverHoldsTheLease() throws Exception {
        intents.begin(intent("i1", "svc"));

        assertThat(open()).extracting(Intent::holder).containsExactly("node/one");
    }

    @Test
    void actionsThatBeginLeaveTheLeaseToItsHolder() throws Exception {
        intents.begin(intent("i1", "svc"));
        intents.end("i1");

        lease.tend(ledger.read(), "node", true);

        assertThat(lease.holder()).isEqualTo("node/one");
        assertThat(lease.held()).isTrue();
    }

    @Test
    void nothingBeginsOnceAnotherInstanceWroteItsNameIntoTheLease() throws Exception {
        new Lease(ledger, clock, "two", Duration.ofSeconds(20), Duration.ofSeconds(30)).tend(ledger.read(), "node", true);

        assertThat(lease.held()).as("it has not noticed yet").isTrue();
        assertThat(intents.begin(intent("i1", "svc"))).isFalse();
    }

    @Test
    void knownPinsAreFactsUnlessAnActionIsUnderWay() throws Exception {
        ledger.write(LedgerPage.absent("service-svc"), Map.of("pin.0", "node.id==abc", "previous", "..."));
        assertThat(LedgerFacts.of(ledger.read())).containsExactly(new KnownPin("svc", "node.id==abc"));

        intents.begin(intent("i1", "svc"));
        assertThat(LedgerFacts.of(ledger.read())).containsExactly(new InFlight("svc", "MoveService"));
    }

    @Test
    void aPreviousSpecThatWasDroppedIsAFact() throws Exception {
        ledger.write(LedgerPage.absent("service-svc"), Map.of("pin.1", "node.id==abc", "previous-dropped", "it was large"));

        assertThat(LedgerFacts.of(ledger.read())).containsExactlyInAnyOrder(
                new KnownPin("svc", "node.id==abc"), new PreviousSpecDropped("svc", "it was large"));
    }
}
