package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.adapters.status.StatusSocket;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.RecordedDay;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the running daemon and of the snapshot it hands out at that moment: but for where it is from the same, to the letter. */
class ExplanationsOfOneMomentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATUS = "{\"rules\": {\"hash\": \"%s\", \"quarantined\": [], \"off\": []}, \"configuration\": {\"files\": []}}";
    private static Entry.Cycle moment;

    @TempDir
    private Path folder;
    private Path file;

    /** One in which a move waits for a timer. */
    @BeforeAll
    static void record() {
        moment = RecordedDay.entries(RuleVerifier.pack(), Duration.ofHours(9)).stream().filter(Entry.Cycle.class::isInstance)
                .map(Entry.Cycle.class::cast).filter(cycle -> cycle.plan().vetoed().stream()
                        .anyMatch(held -> held.vetoes().stream().anyMatch(veto -> veto.rule().equals("ORC-MEM-301"))))
                .reduce((one, later) -> later).orElseThrow();
    }

    @BeforeEach
    void configuration() throws Exception {
        Files.writeString(folder.resolve("swarm.yml"), "nodes: {}\n");
        file = folder.resolve("handed-out.json");
    }

    @Test
    void areTheSameToTheLetter() throws Exception {
        Relocate wished = moment.plan().vetoed().stream().map(held -> held.proposal().action()).filter(Relocate.class::isInstance)
                .map(Relocate.class::cast).findFirst().orElseThrow();
        String snapshot = new SnapshotFormat().write(new Snapshot(moment.at(), moment.facts(), Optional.of(moment.background())));
        Files.writeString(file, snapshot);

        for (String id : List.of(wished.serviceId(), wished.nodeId())) {
            assertThat(text(id, snapshot)).as(id).isEqualTo(text(id, null)).contains("vetoed", "In the way", " left");
            assertThat(json(id, snapshot)).as(id).isEqualTo(json(id, null));
        }
    }

    /** Without the line that says where it is from. */
    private String text(String id, String daemon) throws Exception {
        List<String> lines = new ArrayList<>(explained(daemon, id, "--details").lines().toList());
        assertThat(lines.remove(1)).matches("  from (daemon|snapshot .*handed-out.json), 20\\d\\d-.*, 7 s ago");
        return String.join("\n", lines);
    }

    private ObjectNode json(String id, String daemon) throws Exception {
        ObjectNode report = (ObjectNode) JSON.readTree(explained(daemon, id, "--output", "json"));
        ObjectNode observed = (ObjectNode) report.at("/decision/observed");
        assertThat(observed.remove("source").asText()).isEqualTo(daemon == null ? "snapshot " + file : "daemon");
        return report;
    }

    /** @param daemon what a running one hands out; null to read the file instead */
    private String explained(String daemon, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("explain", "--config", folder.toString()));
        all.addAll(List.of(arguments));
        if (daemon == null) {
            all.addAll(List.of("--snapshot", file.toString()));
            return orcastra(all);
        }
        try (StatusSocket socket = StatusSocket.open(folder.resolve("state"), Map.of("/status", () -> Optional.of(
                STATUS.formatted(RuleSet.builtIn().hash())), "/snapshot", () -> Optional.of(daemon)))) {
            assertThat(socket).isNotNull();
            return orcastra(all);
        }
    }

    private String orcastra(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Orcastra.execute(new Surroundings(Map.of("STATE_DIR", folder.resolve("state").toString()), folder,
                new PrintWriter(out, true), new PrintWriter(err, true), false, Clock.of(() -> moment.at().plusSeconds(7), () -> 0)),
                arguments.toArray(String[]::new));
        assertThat(exit).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        return out.toString();
    }
}
