package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Clock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {
    private final StringWriter terminal = new StringWriter();
    private long nanos;
    private final ProgressBar bar = new ProgressBar(new PrintWriter(terminal), Clock.of(() -> Instant.EPOCH, () -> nanos));

    /** What stands on the line after each step. */
    private List<String> shown() {
        List<String> lines = new ArrayList<>(List.of(terminal.toString().split("\r")));
        lines.removeIf(String::isBlank);
        return lines.stream().map(String::stripTrailing).toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "29, 2, 0", "30, 3, 1", "500, 50, 20", "999, 99, 39", "1000, 100, 40"})
    void isAsFullAsWasReadOfFortySigns(long done, int percent, int full) {
        bar.read(done, 1000);

        assertThat(shown()).singleElement().asString()
                .startsWith("[" + "#".repeat(full) + " ".repeat(40 - full) + "] " + percent + " %");
    }

    @Test
    void saysHowLongItWillTakeAtThisSpeed() {
        bar.read(0, 1000);
        nanos = Duration.ofSeconds(30).toNanos();
        bar.read(250, 1000);
        nanos = Duration.ofSeconds(60).toNanos();
        bar.read(1000, 1000);

        assertThat(shown()).extracting(line -> line.substring(line.indexOf(']') + 2))
                .containsExactly("0 %", "25 %, 1 min 30 s left", "100 %, 0 s left");
    }

    @Test
    void isDrawnOnlyWhenItIsAnother() {
        bar.read(500, 1000);
        String once = terminal.toString();
        bar.read(509, 1000);
        assertThat(terminal).hasToString(once);

        bar.read(510, 1000);
        assertThat(shown()).hasSize(2);
    }

    @Test
    void nothingToReadIsReadAtOnce() {
        bar.read(0, 0);

        assertThat(shown()).singleElement().asString().contains("] 100 %");
    }

    @Test
    void whatWasDrawnLongestIsWipedOnTheSameLine() {
        bar.read(10, 1000);
        nanos = Duration.ofDays(3).plusHours(23).toNanos();
        bar.read(990, 1000);
        nanos = 0;
        int longest = shown().stream().mapToInt(String::length).max().orElseThrow();
        terminal.getBuffer().setLength(0);
        bar.close();

        assertThat(terminal.toString()).startsWith("\r").endsWith("\r").doesNotContain("\n").isBlank();
        assertThat(terminal.toString().length() - 2).isGreaterThanOrEqualTo(longest);
    }
}
