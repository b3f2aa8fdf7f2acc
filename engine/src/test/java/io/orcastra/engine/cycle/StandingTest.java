package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerConflict;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Map<String, String> OURS = Map.of("ours", "1");
    private static final Map<String, String> THEIRS = Map.of("theirs", "1");

    private final InMemoryLedger swarm = new InMemoryLedger();

    @Test
    void whatItWroteItselfIsNoNews() {
        Standing standing = standing(swarm);

        assertThat(standing.write(OURS)).isTrue();
        look(standing);

        assertThat(standing.newLessons()).isNull();
    }

    @Test
    void whatAnotherWroteRightAfterItIsNews() {
        Standing standing = standing(new Overtaken());

        assertThat(standing.write(OURS)).isTrue();
        look(standing);

        assertThat(standing.newLessons()).isNotNull();
        assertThat(standing.newLessons()).as("once").isNull();
    }

    @Test
    void whatAnotherWroteBeforeIsNotOverwritten() throws Exception {
        Standing standing = standing(swarm);
        swarm.write(LedgerPage.absent(CooldownPage.NAME), THEIRS);

        assertThat(standing.write(OURS)).isFalse();

        assertThat(swarm.read().get(CooldownPage.NAME).entries()).isEqualTo(THEIRS);
    }

    private static Standing standing(Ledger ledger) {
        VirtualClock clock = new VirtualClock();
        Lease lease = new Lease(ledger, clock, "one", Duration.ofSeconds(20), Duration.ofSeconds(30));
        Standing standing = new Standing(ledger, lease, EngineListener.NOOP);
        look(standing);
        return standing;
    }

    private static void look(Standing standing) {
        standing.look(List.of(), false, new VirtualClock().instant());
    }

    /** Answers a write with what is there afterwards, which another has written since, as the swarm's does. */
    private final class Overtaken implements Ledger {
        @Override
        public Map<String, LedgerPage> read() throws LedgerUnavailable {
            return swarm.read();
        }

        @Override
        public LedgerPage write(LedgerPage page, Map<String, String> entries) throws LedgerConflict, LedgerUnavailable {
            return swarm.write(swarm.write(page, entries), THEIRS);
        }

        @Override
        public void remove(String page) throws LedgerUnavailable {
            swarm.remove(page);
        }
    }
}
