package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Edits in a running daemon that has the machine to itself: from saving to the daemon's own word by its own clock, and for how
 * long its loop stood still by its own measure. What holds of every edit is a figure of the daemon; what a disk that writes back
 * or a processor that is lent to another guest adds to one of them is not. So a limit is kept by at least half of several edits,
 * and each of them is bounded where no such moment explains it any more. In the campaign each keeps the limit itself.
 */
record EditsInTime(OrcastraHome home, OrcastraProcess daemon, Measurements measurements) {
    static final String TAKEN_OVER = "Rules in force";
    static final String CONFIGURED = "Configuration in force";
    static final Duration YAML_IN_FORCE = Duration.ofSeconds(2);
    private static final Duration FIRST_RULE_IN_FORCE = Duration.ofSeconds(10);
    private static final boolean DEADLINES_HOLD = Boolean.getBoolean("orcastra.deadlines");
    private static final Duration RULE_IN_FORCE = Duration.ofSeconds(3);
    private static final Duration ANY_RULE_IN_FORCE = DEADLINES_HOLD ? RULE_IN_FORCE : Duration.ofSeconds(10);
    private static final double PAUSE_SECONDS = 0.05;
    private static final double ANY_PAUSE_SECONDS = DEADLINES_HOLD ? PAUSE_SECONDS : 0.5;
    private static final String PAUSE = "orcastra_rules_pause_seconds";
    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";

    /**
     * The first edit of rules, and more of them.
     *
     * @param more    edits after the first, three at least
     * @param between cycles between two: nobody edits faster than the next trial is begun
     */
    void ofRules(int more, int between) {
        int told = lines(daemon, TAKEN_OVER).size();
        Instant saved = RealTime.CLOCK.instant();
        home.rules("mine.drl", HighSlotRule.above(8));
        assertThat(measurements.between("first edit of rules in force", saved, told(daemon, TAKEN_OVER, told + 1)))
                .isLessThan(FIRST_RULE_IN_FORCE);
        List<Double> pauses = new ArrayList<>(List.of(paused()));
        List<Duration> edits = new ArrayList<>();
        for (int edit = 1; edit <= more; edit++) {
            awaitCycles(daemon, between);
            saved = RealTime.CLOCK.instant();
            home.rules("mine.drl", HighSlotRule.above(8 - edit));
            edits.add(measurements.between("edit of rules in force", saved, told(daemon, TAKEN_OVER, told + 1 + edit)));
            pauses.add(paused());
        }
        assertThat(edits).hasSizeGreaterThanOrEqualTo(3).allSatisfy(took -> assertThat(took).isLessThan(ANY_RULE_IN_FORCE));
        assertThat(median(edits)).as("half of %s", edits).isLessThan(RULE_IN_FORCE);
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isPositive().isLessThan(ANY_PAUSE_SECONDS));
        assertThat(median(pauses)).as("half of %s", pauses).isLessThan(PAUSE_SECONDS);
        assertThat(daemon.metric("orcastra_rules_reloads_total")).isEqualTo(1.0 + more);
        assertThat(daemon.metric("orcastra_rules_behind")).isZero();
    }

    private double paused() {
        double pause = daemon.metric(PAUSE);
        measurements.note("pause of the loop for rules", pause * 1e3, "ms");
        return pause;
    }

    /** Of an even number the lower of the two in the middle. */
    private static <T extends Comparable<T>> T median(List<T> several) {
        return several.stream().sorted().toList().get((several.size() - 1) / 2);
    }

    /** @param edit of a number in YAML */
    void ofYaml(Runnable edit) {
        int told = lines(daemon, CONFIGURED).size();
        Instant saved = RealTime.CLOCK.instant();
        edit.run();
        assertThat(measurements.between("edit of YAML in force", saved, told(daemon, CONFIGURED, told + 1))).isLessThan(YAML_IN_FORCE);
    }

    static void awaitCycles(OrcastraProcess daemon, int more) {
        daemon.awaitMore(CYCLES, more);
    }

    /** When the daemon said so for that time, by its own clock. */
    static Instant told(OrcastraProcess daemon, String message, int times) {
        daemon.awaitTrue(RealTime.PATIENCE, message + " " + times + " times", () -> lines(daemon, message).size() >= times);
        try {
            JsonNode line = new ObjectMapper().readTree(lines(daemon, message).get(times - 1));
            return Instant.ofEpochMilli(line.path("timestamp").asLong());
        } catch (JsonProcessingException e) {
            throw new AssertionError("a line of the log is no JSON", e);
        }
    }

    static List<String> lines(OrcastraProcess daemon, String message) {
        return daemon.log().stream().filter(line -> line.contains("\"" + message)).toList();
    }
}
