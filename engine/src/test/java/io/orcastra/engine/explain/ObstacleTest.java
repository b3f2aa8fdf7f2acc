package io.orcastra.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.explain.Obstacle.Kind;
import io.orcastra.facts.control.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObstacleTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Obstacle obstacle(String rule, Remedy remedy) {
        return new Obstacle(Kind.VETO, rule, "", "", remedy, Optional.empty());
    }

    /** As docs/reports.md says of "In the way". */
    @Test
    void theWorstComesFirstAndOfWhatPassesTheLongest() {
        Obstacle cooldown = obstacle("cooldown", new Remedy.Wait(NOW.plusSeconds(10), Optional.empty()));
        Obstacle sustained = obstacle("sustained", new Remedy.Last(
                new Timer("sustained", "oak", Duration.ofMinutes(10)), Optional.of(Duration.ofMinutes(1))));
        Obstacle window = obstacle("window", new Remedy.Wait(NOW.plus(Duration.ofHours(1)), Optional.empty()));
        Obstacle turn = obstacle("turn", new Remedy.Turn());
        Obstacle never = obstacle("never", new Remedy.Unknown());

        assertThat(Stream.of(cooldown, sustained, turn, window, never).sorted(Obstacle.worstFirst(NOW)).map(Obstacle::rule))
                .containsExactly("never", "turn", "window", "sustained", "cooldown");
    }
}
