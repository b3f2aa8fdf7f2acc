package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.InMemoryLedger;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The journal of actions")
class JournalTest {

    private final Ledger ledger = new InMemoryLedger();
    private final Journal journal = new Journal(new OpenIntents(), ledger);

    @Test
    @DisplayName("forgets services that are gone, and no other page")
    void expires() throws Exception {
        for (String page : Set.of("service-there", "service-gone", "lease")) {
            ledger.write(LedgerPage.absent(page), Map.of("k", "v"));
        }

        journal.keepOnly(Set.of("there"));

        assertThat(ledger.read()).containsOnlyKeys("service-there", "lease");
    }

    @Test
    @DisplayName("decides again on a page somebody else wrote meanwhile")
    void decidesAgain() throws Exception {
        AtomicInteger decisions = new AtomicInteger();

        ServicePage page = journal.change("one", present -> {
            if (decisions.incrementAndGet() == 1) {
                writeBehindTheBack();
            }
            return present.withPins(Set.of("node.id==ours"));
        });

        assertThat(decisions).hasValue(2);
        assertThat(page.pins()).containsExactly("node.id==ours", "node.id==theirs");
        assertThat(journal.page("one")).isEqualTo(page);
    }

    private void writeBehindTheBack() {
        try {
            ledger.write(LedgerPage.absent("service-one"), Map.of("pin.1", "node.id==theirs"));
        } catch (LedgerConflict | LedgerUnavailable broken) {
            throw new AssertionError(broken);
        }
    }
}
