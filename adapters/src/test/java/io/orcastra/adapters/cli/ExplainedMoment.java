package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.adapters.status.StatusSocket;
import io.orcastra.engine.port.Clock;
import io.orcastra.rules.RuleSet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code explain} says of a moment, seven seconds later: as a running daemon tells it, or from its snapshot. */
record ExplainedMoment(Path folder, Snapshot moment) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATUS = "{\"rules\": {\"hash\": \"%s\", \"quarantined\": [], \"off\": []}, \"configuration\": {\"files\": []}}";

    /** Without the line that says where it is from. */
    String text(String name, boolean byDaemon) throws Exception {
        List<String> lines = new ArrayList<>(explained(byDaemon, name, "--details").lines().toList());
        assertThat(lines.remove(1)).matches("  from (daemon|snapshot .*handed-out.json), 20\\d\\d-.*, 7 s ago");
        return String.join("\n", lines);
    }

    /** The same for programs. */
    ObjectNode json(String name, boolean byDaemon) throws Exception {
        ObjectNode report = (ObjectNode) JSON.readTree(explained(byDaemon, name, "--output", "json"));
        ObjectNode observed = (ObjectNode) report.at("/decision/observed");
        assertThat(observed.remove("source").asText()).isEqualTo(byDaemon ? "daemon" : "snapshot " + file());
        return report;
    }

    private Path file() {
        return folder.resolve("handed-out.json");
    }

    private String explained(boolean byDaemon, String... arguments) throws Exception {
        Files.writeString(folder.resolve("swarm.yml"), "nodes: {}\n");
        List<String> all = new ArrayList<>(List.of("explain", "--config", folder.toString()));
        all.addAll(List.of(arguments));
        String snapshot = new SnapshotFormat().write(moment);
        if (!byDaemon) {
            Files.writeString(file(), snapshot);
            all.addAll(List.of("--snapshot", file().toString()));
            return orcastra(all);
        }
        try (StatusSocket socket = StatusSocket.open(folder.resolve("state"), Map.of("/status", () -> Optional.of(
                STATUS.formatted(RuleSet.builtIn().hash())), "/snapshot", () -> Optional.of(snapshot)))) {
            assertThat(socket).isNotNull();
            return orcastra(all);
        }
    }

    private String orcastra(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Orcastra.execute(new Surroundings(Map.of("STATE_DIR", folder.resolve("state").toString()), folder,
                new PrintWriter(out, true), new PrintWriter(err, true), false,
                Clock.of(() -> moment.takenAt().plusSeconds(7), () -> 0)), arguments.toArray(String[]::new));
        assertThat(exit).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        return out.toString();
    }
}
