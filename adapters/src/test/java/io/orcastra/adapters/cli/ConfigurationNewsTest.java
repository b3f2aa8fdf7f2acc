package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.http.HealthMonitor;
import io.orcastra.adapters.metrics.Metrics;
import io.orcastra.adapters.reload.Passing;
import io.orcastra.adapters.reload.Refusals;
import io.orcastra.adapters.reload.Retry;
import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.cycle.LoopStatus;
import io.orcastra.engine.port.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationNewsTest {
    private final HealthMonitor health = new HealthMonitor(
            () -> new LoopStatus(true, 0, null, null, null, false, "", List.of(), 0, 0, 0, 0, 0),
            Clock.of(() -> Instant.EPOCH, () -> 0), () -> EngineSettings.DEFAULT);
    private final ConfigurationNews news = new ConfigurationNews(health, new Metrics("1.2"), null);

    @Test
    void whatCouldNotBeTriedYetIsNotToldAsABadEdit() {
        news.postponed((Passing) Refusals.passing(), Retry.FIRST);
        assertThat(health.health().configuration()).isEqualTo("postponed");

        news.refused(Refusals.forGood());
        assertThat(health.health().configuration()).isEqualTo("refused");
    }
}
