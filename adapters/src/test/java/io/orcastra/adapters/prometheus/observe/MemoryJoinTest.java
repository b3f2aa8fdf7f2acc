package io.orcastra.adapters.prometheus.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one round says of a virtual machine and of the host it runs on. */
class MemoryJoinTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration STALE = Duration.ofSeconds(90);

    /** Says always the same. */
    private record Told(Optional<String> node, Readings readings) implements MemorySource {
        @Override
        public String kind() {
            return "told";
        }

        @Override
        public String description() {
            return "the exporter of " + node.orElseThrow();
        }

        @Override
        public boolean measuresNodes() {
            return true;
        }

        @Override
        public Readings read(Instant now, Duration limit) {
            return readings;
        }
    }

    private static Measured told(String name, long used, Duration age) {
        Instant at = NOW.minus(age);
        Readings readings = new Readings(List.of(new Readings.OfNode(name, 1000, used, at, at)), List.of());
        return new Measured(new Told(Optional.of(name), readings), Optional.of(readings), 0, Optional.empty());
    }

    private static Set<Object> facts(Measured... measured) {
        return new MemoryJoin(new Round(List.of(measured), List.of()), Map.of("oak", "metal"), STALE, NOW, 0)
                .facts(List.of(SwarmOfNodes.node("1", "oak", "10.0.0.1")), List.of());
    }

    @Test
    void whatIsMeasuredItselfGoesBeforeItsHost() {
        assertThat(facts(told("metal", 900, Duration.ZERO), told("oak", 500, STALE)))
                .containsExactly(new NodeMemory("1", "1", 1000, 500, NOW.minus(STALE)));
    }

    /** Each line: age of the sample in milliseconds, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            90001    | 90 s
            180000   | 90 s
            180001   | 180 s, 90 s is the most
            360001   | 360 s, 90 s is the most
            86400000 | 46080 s, 90 s is the most
            """)
    void howMuchTooOldASampleIsIsToldInStepsThatDouble(long age, String words) {
        assertThat(facts(told("oak", 500, Duration.ofMillis(age)))).containsExactly(new MemoryUnknown("1",
                "the last sample of the exporter of oak is older than " + words, NOW.minusMillis(age).plus(STALE)));
    }

    @Test
    void aStaleSampleOfItsOwnDoesNotTurnIntoThatOfItsHost() {
        assertThat(facts(told("metal", 900, Duration.ZERO), told("oak", 500, STALE.plusMillis(1)))).containsExactly(
                new MemoryUnknown("1", "the last sample of the exporter of oak is older than 90 s", NOW.minusMillis(1)));
    }

    @Test
    void whatIsNotMeasuredItselfHasTheMemoryOfItsHost() {
        assertThat(facts(told("metal", 900, Duration.ZERO)))
                .containsExactly(new NodeMemory("1", "metal", 1000, 900, NOW));
    }
}
