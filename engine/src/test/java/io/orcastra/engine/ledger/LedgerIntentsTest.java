package io.orcastra.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.engine.port.InMemoryLedger;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.VirtualClock;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.KnownPin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerIntentsTest {
    private final VirtualClock clock = new VirtualClock();
    private final InMemoryLedger ledger = new InMemoryLedger();
    private final Lease lease = new Lease(ledger, clock, "one", Duration.ofSeconds(20), Duration.ofSeconds(30));
    private final LedgerIntents intents = new LedgerIntents(ledger, lease);

    @BeforeEach
    void takeTheLease() throws Exception {
        lease.tend(ledger.read(), "node", true);
    }

    private static Intent intent(String id, String subject) {
        return new Intent(id, subject, "MoveService", "ORC-COL-201", "cause; with=signs, and %3B\nlines",
                List.of("node.id==abc", "node.id!=def"), "orcastra-pull-1", "", Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void anIntentIsReadBackAsItWasBegun() throws Exception {
        assertThat(intents.begin(intent("i1", "svc"))).isTrue();

        assertThat(LedgerFacts.intents(ledger.read())).singleElement()
                .usingRecursiveComparison().ignoringFields("holder").isEqualTo(intent("i1", "svc"));
        assertThat(LedgerFacts.intents(ledger.read()).get(0).holder()).isEqualTo("node/one");
    }

    @Test
    void aSubjectHasOneIntentAtATime() throws Exception {
        assertThat(intents.begin(intent("i1", "svc"))).isTrue();
        assertThat(intents.begin(intent("i2", "svc"))).isFalse();

        intents.end("i1");
        assertThat(intents.begin(intent("i2", "svc"))).isTrue();
    }

    @Test
    void nothingBeginsWithoutTheLease() throws Exception {
        lease.release();

        assertThat(intents.begin(intent("i1", "svc"))).isFalse();
        assertThat(LedgerFacts.intents(ledger.read())).isEmpty();
    }

    @Test
    void nothingBeginsOnceAnotherInstanceWroteItsNameIntoTheLease() throws Exception {
        new Lease(ledger, clock, "two", Duration.ofSeconds(20), Duration.ofSeconds(30)).tend(ledger.read(), "node", true);

        assertThat(lease.held()).as("it has not noticed yet").isTrue();
        assertThat(intents.begin(intent("i1", "svc"))).isFalse();
    }

    @Test
    void anIntentThatAnotherInstanceEndedCannotBeContinued() throws Exception {
        intents.begin(intent("i1", "svc"));
        new LedgerIntents(ledger, lease).end("i1");

        assertThatThrownBy(() -> intents.update(intent("i1", "svc"))).isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void manyActionsMayBeginAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Boolean>> begun = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String id = "i" + i;
                begun.add(threads.submit(() -> intents.begin(intent(id, "svc-" + id))));
            }
            for (Future<Boolean> one : begun) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(LedgerFacts.intents(ledger.read())).hasSize(12);
        assertThat(lease.holder()).isEqualTo("node/one");
    }

    @Test
    void knownPinsAreFactsUnlessAnActionIsUnderWay() throws Exception {
        ledger.write(LedgerPage.absent("service-svc"), Map.of("pin.0", "node.id==abc", "previous", "..."));
        assertThat(LedgerFacts.of(ledger.read())).containsExactly(new KnownPin("svc", "node.id==abc"));

        intents.begin(intent("i1", "svc"));
        assertThat(LedgerFacts.of(ledger.read())).containsExactly(new InFlight("svc", "MoveService"));
    }
}
