package io.orcastra.adapters.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.history.Json;
import io.orcastra.adapters.history.ReplayReport;
import io.orcastra.adapters.history.ReplayReport.Line;
import io.orcastra.adapters.history.ReplayReport.Side;
import io.orcastra.adapters.report.Report.Subject;
import io.orcastra.adapters.shadow.ShadowStatus.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShadowTextTest {
    private static final Instant BEGAN = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-20T14:05:00Z");
    private static final ReplayReport REPORT = new ReplayReport(BEGAN, NOW, 1000, 999, 2, 1, 1, 2, List.of(new Line("added",
            BEGAN, NOW, "ORC-MEM-201", new Subject("s1", "leaky"), "move leaky to n2", "n1 is under memory pressure", null,
            new Side("planned", List.of()), true, false, 1, null)), 0, List.of());

    @Test
    void aComparisonSaysSinceWhenHowMuchAndWhatDiffers() {
        assertThat(render(status(State.RUNNING, null, REPORT))).isEqualTo("""
                Shadow /etc/o/shadow: 163 rules (0123456789ab, own mine.drl) since 2026-11-20 12:00:00 UTC (2 h 5 min)
                Compared 1000 cycles up to 2026-11-20 14:05:00 UTC, 99.9 % the same; 2 cycles in between not compared, it was too slow; 12.3 ms each
                In force: 1 action, 1 restart. The candidate, on paper: 2 restarts.

                added   2026-11-20 12:00:00 UTC  move leaky to n2 (ORC-MEM-201): nothing -> planned, 1 more restart
                        because n1 is under memory pressure
                """);
    }

    @Test
    void whatIsNoGoodIsSaidWithItsProblems() {
        assertThat(render(status(State.DROPPED, "a rule threw", null))).isEqualTo("""
                /etc/o/shadow is no good since 2026-11-20 12:00:00 UTC (2 h 5 min): a rule threw
                mine.drl:3:1: it is so
                What is in force goes on; the candidate is tried again when it changes.
                """);
        assertThat(render(ShadowStatus.none("/etc/o/shadow", BEGAN))).startsWith("no candidate in /etc/o/shadow\nMaybe ");
        assertThat(render(status(State.SAME, null, null))).contains("is what is in force since");
        assertThat(render(status(State.STARTING, null, null))).contains("is being compiled since");
        assertThat(render(status(State.RUNNING, null, null))).contains("It did not answer in time");
    }

    @Test
    void whatADaemonWritesIsRead() throws JsonProcessingException {
        ShadowStatus written = status(State.RUNNING, null, REPORT);

        assertThat(ShadowStatus.of(new ObjectMapper().readTree(new Json().line(written)))).isEqualTo(written);
    }

    @Test
    void aDaemonOfAnEarlierVersionTellsNoNotes() throws JsonProcessingException {
        ShadowStatus written = status(State.RUNNING, null, REPORT);
        ObjectNode page = (ObjectNode) new ObjectMapper().readTree(new Json().line(written));

        assertThat(((ObjectNode) page.path("report")).remove("notes")).isNotNull();
        assertThat(ShadowStatus.of(page)).isEqualTo(written);
    }

    private static String render(ShadowStatus status) {
        return new ShadowText(false).render(status, NOW);
    }

    private static ShadowStatus status(State state, String reason, ReplayReport report) {
        return new ShadowStatus(state, "/etc/o/shadow", "0123456789abcdef", List.of("mine.drl"), List.of(), 163, BEGAN, reason,
                reason == null ? List.of() : List.of("mine.drl:3:1: it is so"), 12.34, report);
    }
}
