package io.orcastra.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
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

        print("wall time", bySize(results, result -> result.getPrimaryResult().getScore()));
        print("processor time of the thread", bySize(results, result -> secondary(result, "millis") / secondary(result, "cycles")));
    }

    private static double secondary(RunResult result, String counter) {
        return result.getSecondaryResults().get(counter).getScore();
    }

    private static Map<String, Map<String, Double>> bySize(Collection<RunResult> results, ToDoubleFunction<RunResult> millis) {
        Map<String, Map<String, Double>> bySize = new TreeMap<>();
        for (RunResult result : results) {
            bySize.computeIfAbsent(result.getParams().getParam("size"), none -> new TreeMap<>())
                    .put(result.getPrimaryResult().getLabel(), millis.applyAsDouble(result));
        }
        assertThat(bySize).hasSize(3);
        return bySize;
    }

    private static void print(String what, Map<String, Map<String, Double>> bySize) {
        System.out.println("| " + what + ": nodes/services/tasks | planning | plain Java | rules, full | rules, incremental "
                + "| full/plain | incremental/plain |");
        System.out.println("|---|---|---|---|---|---|---|");
        bySize.forEach((size, times) -> {
            double plain = times.get("plainJava");
            double full = times.get("rulesFull");
            double incremental = times.get("rulesIncremental");
            System.out.printf("| %s | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %.1f | %.2f |%n",
                    size, times.get("planning"), plain, full, incremental, full / plain, incremental / plain);
        });
    }
}
