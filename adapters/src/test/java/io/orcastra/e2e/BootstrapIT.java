package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.recorder.Recording;
import io.orcastra.adapters.recorder.Segments;
import io.orcastra.e2e.CommandWays.Way;
import io.orcastra.lab.LabFailure;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 5, options = "--no-swarm")
@DisplayName("Five machines with SSH and no swarm")
class BootstrapIT {
    private static final Duration PATIENCE = RealTime.PATIENCE;

    private final SwarmLab lab;
    private final Path ssh;

    BootstrapIT(SwarmLab lab) {
        this.lab = lab;
        this.ssh = lab.ssh();
    }

    @Test
    @DisplayName("become the swarm that is configured, and stay it; no secret is seen anywhere")
    void becomeASwarm() throws Exception {
        Path knownHosts = Files.copy(ssh.resolve("known_hosts"), Files.createTempFile("known", "hosts"),
                StandardCopyOption.REPLACE_EXISTING);
        OrcastraHome home = home(knownHosts);
        CommandWays ways = ways(home);
        inventory(home, "role: manager", "role: manager, labels: { disk: ssd }", "role: manager, labels: [ zone=b ]", "role: worker",
                "labels: [], heal: true");
        Set<String> predicted = predicted(home, knownHosts);
        Instant began = Instant.now();
        try (TokenWatch watch = TokenWatch.start(); OrcastraProcess daemon = home.run()) {
            daemon.awaitLog(PATIENCE, "Commands cannot be written into the swarm");
            ways.write("noop");
            awaitNodes(daemon, "manager ready", 3);
            awaitNodes(daemon, "worker ready", 2);
            ways.awaitResult(daemon, "- command: \"noop\"\n  state: done");
            daemon.awaitTrue(PATIENCE, "labels", () -> labels(lab.node(2)).contains("disk:ssd") && labels(lab.node(3)).contains("zone:b"));
            new Measurements(BootstrapIT.class).between("start of the daemon until five machines are a swarm with roles and labels",
                    began, Instant.now());
            daemon.awaitTrue(PATIENCE, "a word of all that was predicted", () -> planned(daemon).containsAll(predicted));
            assertThat(predicted).as("what the dry run before told").isEqualTo(planned(daemon));

            lab.docker(lab.node(1), "swarm", "update", "--dispatcher-heartbeat", "1s");
            exchangeManagers(home, daemon);
            LabNode silent = lab.node(5);
            lab.exec(silent, "systemctl", "stop", "docker");
            awaitNode(daemon, silent, "worker down");
            assertThat(home.command("dry-run").out()).as("what a dry run tells").contains("restart the engine of " + silent.name());
            rejoinWhenTrusted(ways, daemon, knownHosts);
            daemon.awaitTrue(PATIENCE, "the engine of " + silent.name() + " restarted, its node ready", () -> nodes().stream()
                    .anyMatch(line -> line.startsWith(silent.name()) && line.endsWith("ready")));
            daemon.awaitTrue(PATIENCE, "a word of the restart", () -> restarts(daemon, silent) > 0);
            assertThat(restarts(daemon, silent)).as("restarts of its engine").isEqualTo(1);

            lab.kill(silent);
            daemon.awaitLog(PATIENCE, "ORC-BST-401", silent.name());
            assertThat(nodes()).as("nothing is taken from the swarm").hasSize(5);
            assertThat(restarts(daemon, silent)).as("nothing is tried on what does not answer").isEqualTo(1);

            tellsNoSecret(daemon, ways, watch);
            assertThat(daemon.terminate()).isZero();
        }
        leavesNoSecret(home);
    }

    private void tellsNoSecret(OrcastraProcess daemon, CommandWays ways, TokenWatch watch) throws Exception {
        String token = lab.docker(lab.node(1), "swarm", "join-token", "-q", "worker").strip();
        assertThat(watch.seenOf(token)).as("processes with a join token").isEmpty();
        assertThat(secretIn(String.join("\n", daemon.log()))).as("a secret in the log, details included").isFalse();
        String snapshot = ways.get("/snapshot").toString();
        assertThat(snapshot.contains(lab.node(5).name())).as("a snapshot is told").isTrue();
        assertThat(secretIn(snapshot)).as("a secret in the snapshot").isFalse();
    }

    private void leavesNoSecret(OrcastraHome home) throws IOException {
        assertThat(filesWithSecret(ssh.resolveSibling("nodes"), ".log")).as("logs with a secret").isEmpty();
        assertThat(filesWithSecret(home.state(), "")).as("files of the state folder with a secret").isEmpty();
        String recorded = recorded(home);
        assertThat(recorded.contains(lab.node(5).name())).as("a record can be read").isTrue();
        assertThat(secretIn(recorded)).as("a secret in the flight record").isFalse();
    }

    /** A join token, the key of a locked swarm or the key for SSH. */
    private boolean secretIn(String text) throws IOException {
        List<String> key = Files.readAllLines(ssh.resolve("id_ed25519"));
        return Stream.of("SWMTKN", "SWMKEY", "PRIVATE KEY", key.get(key.size() / 2)).anyMatch(text::contains);
    }

    /** All the flight recorder kept, which is compressed in its files. */
    private static String recorded(OrcastraHome home) throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> damaged = new ArrayList<>();
        new Recording(new Segments(home.state())).read(Instant.EPOCH, text::append, Recording.Progress.NOOP, damaged::add);
        assertThat(damaged).isEmpty();
        return text.toString();
    }

    /** What a dry run tells before there is a swarm; it leaves all as it is, host keys nobody knows yet included. */
    private Set<String> predicted(OrcastraHome home, Path knownHosts) throws IOException {
        String none = knownHosts.resolveSibling(knownHosts.getFileName() + ".none").toString();
        OrcastraHome.Answer text = home.with("SSH_KNOWN_HOSTS_FILE", none).with("SSH_TRUST_FIRST_USE", "true").command("dry-run");
        assertThat(text.exit()).as("exit code; %s %s", text.out(), text.errors()).isEqualTo(3);
        assertThat(Path.of(none)).doesNotExist();
        OrcastraHome.Answer answer = home.with("SSH_KNOWN_HOSTS_FILE", knownHosts.toString()).with("SSH_TRUST_FIRST_USE", "false")
                .command("dry-run", "--output", "json");
        assertThat(answer.exit()).as("exit code; %s", answer.errors()).isEqualTo(3);
        assertThat(lab.nodes()).allMatch(node -> engineState(node).equals("inactive"));
        JsonNode report = new ObjectMapper().readTree(answer.out());
        Set<String> actions = new TreeSet<>();
        Stream.of("execute", "following").forEach(part -> report.path(part).forEach(step -> actions.add(step.at("/action/text").asText())));
        assertThat(actions).allMatch(text.out()::contains);
        return actions;
    }

    /** What the daemon has decided to do so far. */
    private static Set<String> planned(OrcastraProcess daemon) throws IOException {
        Set<String> actions = new TreeSet<>();
        for (String line : daemon.log()) {
            if (line.contains("\"Planned\"")) {
                new ObjectMapper().readTree(line).path("kvpList").forEach(pair -> {
                    if (pair.has("action")) {
                        actions.add(pair.path("action").asText());
                    }
                });
            }
        }
        return actions;
    }

    /** Two nodes are given each other's role: one is promoted before the other is demoted, so that quorum never weakens. */
    private void exchangeManagers(OrcastraHome home, OrcastraProcess daemon) {
        inventory(home, "role: manager", "role: manager, labels: { disk: ssd }", "role: worker, labels: [ zone=b ]", "role: manager",
                "labels: [], heal: true");
        awaitNode(daemon, lab.node(4), "manager ready");
        awaitNode(daemon, lab.node(3), "worker ready");
        awaitNodes(daemon, "manager ready", 3);
        daemon.awaitLog(PATIENCE, "ORC-BST-205");
        List<String> done = daemon.log().stream().filter(line -> line.contains("ORC-BST-204") || line.contains("ORC-BST-205")).toList();
        assertThat(done.get(0)).as("what was done first").contains("ORC-BST-204");
    }

    /**
     * A machine made anew has another host key: nothing is sent there until the operator has corrected the known hosts. In
     * mode watch a ready machine is asked again for an order alone.
     */
    private void rejoinWhenTrusted(CommandWays ways, OrcastraProcess daemon, Path knownHosts) throws Exception {
        LabNode renewed = lab.node(3);
        Files.write(knownHosts, strange(renewed));
        assertThat(ways.order(Way.HTTP, daemon, "bootstrap_swarm")).isEqualTo("done");
        daemon.awaitLog(PATIENCE, "ORC-BST-402");
        lab.exec(renewed, "sh", "-c", "systemctl stop docker; rm -rf /var/lib/docker/swarm; systemctl start docker");
        awaitNode(daemon, renewed, "worker down");
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(LabFailure.class).untilAsserted(() -> assertThat(engineState(renewed))
                .as("nothing is sent to a machine with another host key").isEqualTo("inactive"));
        Files.copy(ssh.resolve("known_hosts"), knownHosts, StandardCopyOption.REPLACE_EXISTING);
        assertThat(ways.order(Way.FILE, daemon, "bootstrap_swarm")).isEqualTo("done");
        awaitNode(daemon, renewed, "worker ready");
        daemon.awaitLog(PATIENCE, "ORC-BST-208");
        daemon.awaitTrue(PATIENCE, "no former entry", () -> nodes().size() == 5);
        daemon.awaitTrue(PATIENCE, "its labels again", () -> labels(renewed).contains("zone:b"));
        LabNode impostor = lab.node(2);
        Files.write(knownHosts, strange(impostor));
        assertThat(ways.order(Way.COMMAND, daemon, "bootstrap_swarm")).isEqualTo("done");
        daemon.awaitLog(PATIENCE, "ORC-BST-402", impostor.name());
        Files.copy(ssh.resolve("known_hosts"), knownHosts, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Gives the home a token, and the name of a file of commands, which is written while there is no swarm yet. */
    private static CommandWays ways(OrcastraHome home) throws IOException {
        Path folder = Files.createTempDirectory("orders");
        Path file = folder.resolve("swarm-orchestration.command.yml");
        Path token = Files.writeString(folder.resolve("token"), "s3cret");
        return new CommandWays(home.with("COMMAND_FILE", file.toString()).with("HTTP_TOKEN_FILE", token.toString()), file, "s3cret");
    }

    private OrcastraHome home(Path knownHosts) {
        return new OrcastraHome(lab.node(1).dockerHost()).with("SSH_KEY_FILE", ssh.resolve("id_ed25519").toString())
                .with("SSH_KNOWN_HOSTS_FILE", knownHosts.toString()).with("SSH_USER", "ops").with("BOOTSTRAP_MODE", "watch")
                .with("LOOP_INTERVAL", "20").with("DEBUG", "true");
    }

    /** @param wishes of each node, in their order */
    private void inventory(OrcastraHome home, String... wishes) {
        StringBuilder text = new StringBuilder("leader: %s%nadvertise_addr: %s%noptions: { settle_seconds: 2 }%nnodes:%n"
                .formatted(lab.node(1).name(), lab.address(lab.node(1))));
        for (LabNode node : lab.nodes()) {
            text.append("  %s: { ip: %s, %s }%n".formatted(node.name(), lab.address(node), wishes[node.number() - 1]));
        }
        home.write("swarm.yml", text.toString());
    }

    /** The known hosts, with the key of another for one machine. */
    private List<String> strange(LabNode renewed) throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> all = Files.readAllLines(ssh.resolve("known_hosts"));
        String other = all.stream().filter(line -> line.startsWith(lab.node(4).name() + ",") && line.contains("ed25519"))
                .findFirst().orElseThrow();
        for (String line : all) {
            boolean theirs = line.startsWith(renewed.name() + ",");
            lines.add(theirs ? line.substring(0, line.indexOf(' ')) + other.substring(other.indexOf(' ')) : line);
        }
        return lines;
    }

    private static long restarts(OrcastraProcess daemon, LabNode node) {
        return daemon.log().stream().filter(line -> line.contains("Planned") && line.contains("engine of " + node.name())).count();
    }

    private void awaitNode(OrcastraProcess daemon, LabNode node, String what) {
        daemon.awaitTrue(PATIENCE, node.name() + " " + what, () -> nodes().contains(node.name() + " " + what));
    }

    private void awaitNodes(OrcastraProcess daemon, String what, int count) {
        daemon.awaitTrue(PATIENCE, count + " nodes: " + what,
                () -> nodes().stream().filter(line -> line.endsWith(what)).count() == count);
    }

    /** {@code hostname role status} of each entry; empty where there is no swarm. */
    private List<String> nodes() {
        if (!engineState(lab.node(1)).equals("active")) {
            return List.of();
        }
        return lab.docker(lab.node(1), "node", "ls", "--format", "{{.Hostname}} {{if .ManagerStatus}}manager{{else}}worker{{end}} {{.Status}}")
                .lines().map(String::toLowerCase).toList();
    }

    private String labels(LabNode node) {
        return lab.docker(lab.node(1), "node", "ls", "--filter", "name=" + node.name(), "-q").lines()
                .map(id -> lab.docker(lab.node(1), "node", "inspect", "-f", "{{.Spec.Labels}}", id)).collect(Collectors.joining());
    }

    private String engineState(LabNode node) {
        return lab.docker(node, "info", "-f", "{{.Swarm.LocalNodeState}}");
    }

    private List<Path> filesWithSecret(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder, 3)) {
            List<Path> found = new ArrayList<>();
            for (Path file : all.filter(one -> one.toString().endsWith(ending) && Files.isRegularFile(one)).toList()) {
                if (secretIn(Files.readString(file, StandardCharsets.ISO_8859_1))) {
                    found.add(file);
                }
            }
            return found;
        }
    }
}
