package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.cycle.EngineSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NeedsRestartTest {

    private static final EngineSettings STARTED = EngineSettings.DEFAULT;

    private static EngineSettings edited(long poll, long renew, long free) {
        return new EngineSettings(Duration.ofSeconds(poll), STARTED.settle(), Duration.ofSeconds(renew),
                Duration.ofSeconds(free), STARTED.cooldown(), STARTED.budgets(), true);
    }

    @Test
    void whatTakesEffectAtOnceIsNotNamed() {
        assertThat(NeedsRestart.of(STARTED, edited(5, 20, 30))).isEmpty();
    }

    @Test
    void theLeaseIsMadeAtTheStart() {
        assertThat(NeedsRestart.of(STARTED, edited(60, 21, 30))).containsExactly("options.lease.renew_seconds");
        assertThat(NeedsRestart.of(STARTED, edited(60, 20, 31))).containsExactly("options.lease.free_seconds");
    }
}
