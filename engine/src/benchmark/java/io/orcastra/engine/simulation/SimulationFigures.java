package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.RuleVerifier;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Lives seeded stories with the real rules and prints simulated hours a second; the rules are compiled before. */
class SimulationFigures {
    private static final int STORIES = 100;
    private static final double SECOND = 1e9;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final RuleBook rules = RuleVerifier.pack();

    @Test
    void measureStories() {
        print("JVM cold", 0);
        print("JVM warm", STORIES);
    }

    private void print(String what, long firstSeed) {
        Duration simulated = Duration.ZERO;
        int cycles = 0;
        long wall = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        for (long seed = firstSeed; seed < firstSeed + STORIES; seed++) {
            Trial trial = RandomTrial.of(seed);
            TrialRun.Result result = TrialRun.of(trial, rules);
            assertThat(result.violation()).as("seed %d", seed).isEmpty();
            simulated = simulated.plus(trial.troubled()).plus(trial.calm());
            cycles += result.cycles();
        }
        double hours = simulated.toSeconds() / 3600.0;
        double wallSeconds = (System.nanoTime() - wall) / SECOND;
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / SECOND;
        System.out.printf("%s: %d stories, %.1f simulated hours, %d cycles; %.1f s of wall time, %.1f hours a second; "
                + "%.1f s of the thread, %.1f hours a second%n", what, STORIES, hours, cycles, wallSeconds, hours / wallSeconds,
                cpuSeconds, hours / cpuSeconds);
    }
}
