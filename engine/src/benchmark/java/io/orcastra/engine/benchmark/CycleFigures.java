package io.orcastra.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks and prints milliseconds and ratios as docs/measurements.md has them. */
class CycleFigures {

    @Test
    void measureCycles() throws RunnerException {
        Collection<RunResult> results = new Runner(
                new OptionsBuilder().include(CycleBenchmark.class.getName()).shouldFailOnError(true).build()).run();

        Map<String, Map<String, Double>> bySize = new TreeMap<>();
        for (RunResult result : results) {
            bySize.computeIfAbsent(result.getParams().getParam("size"), none -> new TreeMap<>())
                    .put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
        }
        System.out.println("| nodes/services/tasks | planning | plain Java | rules, full | rules, incremental "
                + "| full/plain | incremental/plain |");
        System.out.println("|---|---|---|---|---|---|---|");
        bySize.forEach((size, times) -> {
            double plain = times.get("plainJava");
            double full = times.get("rulesFull");
            double incremental = times.get("rulesIncremental");
            System.out.printf("| %s | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %.1f | %.2f |%n",
                    size, times.get("planning"), plain, full, incremental, full / plain, incremental / plain);
        });
        assertThat(bySize).hasSize(3);
    }
}
