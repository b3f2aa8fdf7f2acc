package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.ssh.LoopbackSshd;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run where there is no swarm, with a real OpenSSH server before an engine that plays answers back. */
class MachinesInDryRunTest {
    private static final Clock CLOCK = Clock.of(() -> Instant.parse("2026-11-20T12:05:00Z"), System::nanoTime);
    private static final String ALONE = "{\"ID\": \"ENGINE\", \"Swarm\": {\"LocalNodeState\": \"inactive\"}}";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;
    private RecordedEngine engine;
    private LoopbackSshd sshd;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        LoopbackSshd.assumeItCanRun();
        engine = RecordedEngine.start();
        engine.answer("GET /v1.41/info", 200, ALONE);
        engine.answer("GET /info", 200, ALONE);
        sshd = LoopbackSshd.start(folder, engine.endpoint().address().toString());
        environment.put("STATE_DIR", Path.of("target", "test-state").toString());
        environment.put("DOCKER_HOST", engine.endpoint().address().toString());
        environment.put("SSH_KEY_FILE", folder.resolve("client").toString());
        environment.put("SSH_KNOWN_HOSTS_FILE", folder.resolve("none").toString());
        environment.put("SSH_TRUST_FIRST_USE", "true");
        environment.put("SSH_PORT", String.valueOf(sshd.port()));
        environment.put("SSH_TIMEOUT_SECONDS", "20");
        Files.writeString(Files.createDirectory(folder.resolve("config")).resolve("swarm.yml"),
                "leader: oak\nnodes:\n  oak: { ip: 127.0.0.1, labels: [ ssd ] }\n");
    }

    @AfterEach
    void stop() {
        if (sshd != null) {
            sshd.close();
            engine.close();
        }
    }

    private int dryRun(String... more) {
        List<String> arguments = new ArrayList<>(List.of("dry-run", "--config", folder.resolve("config").toString()));
        arguments.addAll(List.of(more));
        return Orcastra.execute(new Surroundings(environment, folder, new PrintWriter(out, true), new PrintWriter(err, true), false,
                CLOCK), arguments.toArray(String[]::new));
    }

    @Test
    void theSwarmThatWouldBeMadeIsShownAndNothingIsWritten() {
        assertThat(dryRun()).as(() -> err.toString()).isEqualTo(3);

        assertThat(out.toString()).contains("which is in no swarm, 1 machine over SSH", "1. make a swarm on oak", "[ORC-BST-201]",
                "docker swarm init --advertise-addr 127.0.0.1", "Then (1)", "2. set label ssd=true on oak").doesNotContain("Notes");
        assertThat(engine.requests()).isNotEmpty().allMatch(request -> request.startsWith("GET ") || request.startsWith("HEAD "));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void programsAndReadersOfOtherFormatsAreToldTheSame() {
        assertThat(dryRun("--output", "json")).isEqualTo(3);
        assertThat(out.toString()).contains("\"type\" : \"InitialiseSwarm\"", "\"following\" : [ {", "\"type\" : \"SetNodeLabel\"");
        assertThat(dryRun("--output", "markdown")).isEqualTo(3);
        assertThat(out.toString()).contains("### Then", "**set label ssd=true on oak**");
        assertThat(dryRun("--output", "html")).isEqualTo(3);
        assertThat(out.toString()).contains("id=\"then\"");
    }

    @Test
    void anEngineHereThatDoesNotAnswerIsSaidBesideTheSwarmThatWouldBeMade() {
        environment.put("DOCKER_HOST", "unix://" + folder.resolve("no.sock"));

        assertThat(dryRun()).as(() -> err.toString()).isEqualTo(3);
        assertThat(out.toString()).contains("1. make a swarm on oak", "Notes (1)",
                "only where orcastra run acts through the engine of oak", "does not answer.");
    }

    @Test
    void aLeaderThatIsNotOutOfEverySwarmLeavesTheFailureAsItIs() {
        String joined = ALONE.replace("inactive", "active");
        engine.answer("GET /info", 200, joined);
        assertThat(dryRun()).isEqualTo(1);
        assertThat(err.toString()).contains("the engine is no working manager of a swarm", "Maybe run on a manager node");

        engine.answer("GET /v1.41/info", 200, joined);
        out.getBuffer().setLength(0);
        assertThat(dryRun()).as("a worker").isEqualTo(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void withoutAKeyTheFailureIsTheOldOne() {
        environment.put("SSH_KEY_FILE", folder.resolve("absent").toString());

        assertThat(dryRun()).isEqualTo(1);
        assertThat(err.toString()).contains("absent: there is no such key");
        assertThat(err.toString().strip().lines()).last().asString().startsWith("Maybe ");
        assertThat(out.toString()).isEmpty();
    }
}
