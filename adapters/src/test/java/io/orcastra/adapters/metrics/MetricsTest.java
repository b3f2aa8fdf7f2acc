package io.orcastra.adapters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.SetNodeLabel;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Pattern SAMPLE = Pattern.compile(
            "(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\]|\\\\.)*\",?)*})? (?<value>\\S+)");

    private final Metrics metrics = new Metrics("1.2.3");
    private final VirtualClock clock = new VirtualClock();
    private final EngineMetrics engine = new EngineMetrics(metrics, clock);

    @Test
    void theExpositionIsWellFormed() {
        fill();
        Map<String, String> types = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (String line : metrics.exposition().split("\n")) {
            if (line.startsWith("# TYPE ")) {
                assertThat(types.put(line.split(" ")[2], line.split(" ")[3])).as("second TYPE: %s", line).isNull();
            } else if (!line.startsWith("# HELP ")) {
                Matcher sample = SAMPLE.matcher(line);
                assertThat(sample.matches()).as(line).isTrue();
                String name = sample.group("name");
                String family = name.replaceFirst("_(bucket|sum|count)$", "");
                assertThat(types.containsKey(name) || types.containsKey(family)).as("TYPE before %s", name).isTrue();
                assertThat(seen.add(name + sample.group("labels"))).as("sample twice: %s", line).isTrue();
                Double.parseDouble(sample.group("value").replace("Inf", "Infinity"));
            }
        }
    }

    @Test
    void theLastCycleIsToldByRule() {
        fill();
        clock.advance(Duration.ofSeconds(7));
        clock.jump(Duration.ofDays(-1));

        assertThat(value("orcastra_proposals{rule=\"ORC-RST-010\",}")).isEqualTo(2);
        assertThat(value("orcastra_vetoes{rule=\"ORC-PLN-004\",}")).isEqualTo(1);
        assertThat(value("orcastra_findings{rule=\"ORC-ANC-090\",}")).isEqualTo(1);
        assertThat(value("orcastra_observation_age_seconds")).isEqualTo(7 + SampleDecision.record().took().toMillis() / 1e3);
    }

    @Test
    void requestsAreCountedWithoutTheirPaths() {
        new DockerMetrics(metrics).onRequest("GET", "/services/secret-id", 200, Duration.ofMillis(3));

        assertThat(value("orcastra_docker_requests_total{method=\"GET\",status=\"2xx\",}")).isEqualTo(1);
        assertThat(metrics.exposition()).doesNotContain("secret-id");
    }

    @Test
    void aNodeWhoseMemoryIsUnknownHasNoAge() {
        MemoryMetrics memory = new MemoryMetrics(metrics);
        memory.asked("node_exporter", true, Duration.ofMillis(3));
        memory.asked("node_exporter", false, Duration.ofSeconds(5));
        memory.joined(Map.of("oak", Duration.ofSeconds(2), "elm", Duration.ofMillis(1500)), 0);
        assertThat(value("orcastra_memory_sample_age_seconds{node=\"oak\",}")).isEqualTo(2);

        memory.joined(Map.of("elm", Duration.ZERO), 1);

        assertThat(metrics.exposition()).doesNotContain("oak");
        assertThat(value("orcastra_memory_sample_age_seconds{node=\"elm\",}")).isZero();
        assertThat(value("orcastra_memory_unknown_nodes")).isEqualTo(1);
        assertThat(value("orcastra_memory_scrapes_total{source=\"node_exporter\",result=\"failed\",}")).isEqualTo(1);
    }

    private void fill() {
        engine.leaseChanged(true, "n1");
        engine.cycleCompleted(SampleDecision.record());
        engine.actionFinished(outcome(
                new Proposal("ORC-ANC-201", new SetNodeLabel("n", "db", "true"), "c", "r"), Outcome.Result.SUCCEEDED));
        engine.actionFinished(outcome(new Proposal("ORC-COL-201", new MoveService("s", Set.of("n")), "c", "r"), Outcome.Result.SUCCEEDED));
        engine.actionFinished(outcome(new Proposal("ORC-COL-201", new MoveService("s", Set.of("n")), "c", "r"), Outcome.Result.FAILED));
    }

    private static Outcome outcome(Proposal proposal, Outcome.Result result) {
        return new Outcome(proposal, result, "", 0, SampleDecision.AT, SampleDecision.AT);
    }

    private double value(String sample) {
        return metrics.exposition().lines().filter(line -> line.startsWith(sample + " ")).findFirst()
                .map(line -> Double.parseDouble(line.substring(sample.length() + 1))).orElseThrow(() -> new AssertionError("no " + sample));
    }
}
