package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Collectors;
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
        this.ssh = lab.node(1).socket().resolve("../../../ssh").normalize();
    }

    @Test
    @DisplayName("become the swarm that is configured, and stay it; no secret is seen anywhere")
    void becomeASwarm() throws IOException {
        LabNode stranger = lab.node(5);
        Path knownHosts = knownHosts(stranger);
        OrcastraHome home = home(knownHosts);
        Instant began = Instant.now();
        try (TokenWatch watch = TokenWatch.start(); OrcastraProcess daemon = home.run()) {
            awaitNodes(daemon, "manager ready", 3);
            awaitNodes(daemon, "worker ready", 1);
            daemon.awaitTrue(PATIENCE, "labels", () -> labels(lab.node(2)).contains("disk:ssd") && labels(lab.node(4)).contains("zone:b"));
            new Measurements(BootstrapIT.class).between("start of the daemon until four machines are a swarm with roles and labels",
                    began, Instant.now());

            daemon.awaitLog(PATIENCE, "ORC-BST-402");
            assertThat(engineState(stranger)).as("nothing is sent to a machine with another host key").isEqualTo("inactive");
            Files.copy(ssh.resolve("known_hosts"), knownHosts, StandardCopyOption.REPLACE_EXISTING);
            awaitNodes(daemon, "worker ready", 2);

            LabNode wiped = lab.node(4);
            lab.docker(lab.node(1), "swarm", "update", "--dispatcher-heartbeat", "1s");
            lab.exec(wiped, "sh", "-c", "systemctl stop docker; rm -rf /var/lib/docker/swarm; systemctl start docker");
            assertThat(engineState(wiped)).isEqualTo("inactive");
            daemon.awaitLog(PATIENCE, "ORC-BST-208");
            awaitNodes(daemon, "worker ready", 2);
            daemon.awaitTrue(PATIENCE, "no former entry", () -> nodes().size() == 5);
            daemon.awaitTrue(PATIENCE, "its labels again", () -> labels(wiped).contains("zone:b"));

            lab.kill(stranger);
            daemon.awaitTrue(PATIENCE, "a finding about " + stranger.name(), () -> daemon.log().stream()
                    .anyMatch(line -> line.contains("ORC-BST-401") && line.contains(stranger.name())));
            assertThat(nodes()).as("nothing is taken from the swarm").hasSize(5);
            assertThat(daemon.log()).as("nothing is tried on what does not answer").noneMatch(line ->
                    line.contains("Planned") && line.contains("engine of " + stranger.name()));

            String token = lab.docker(lab.node(1), "swarm", "join-token", "-q", "worker").strip();
            assertThat(watch.seenOf(token)).as("processes with a join token").isEmpty();
            assertThat(String.join("\n", daemon.log())).doesNotContain("SWMTKN").doesNotContain("PRIVATE KEY");
        }
        assertThat(filesWithToken()).as("logs with a join token").isEmpty();
    }

    private OrcastraHome home(Path knownHosts) {
        StringBuilder text = new StringBuilder("leader: %s%nadvertise_addr: %s%noptions: { settle_seconds: 2 }%nnodes:%n"
                .formatted(lab.node(1).name(), lab.address(lab.node(1))));
        List<String> wishes = List.of("role: manager", "role: manager, labels: { disk: ssd }", "role: manager",
                "role: worker, labels: [ zone=b ]", "labels: []");
        for (LabNode node : lab.nodes()) {
            text.append("  %s: { ip: %s, %s }%n".formatted(node.name(), lab.address(node), wishes.get(node.number() - 1)));
        }
        return new OrcastraHome(lab.node(1).dockerHost()).write("swarm.yml", text.toString())
                .with("SSH_KEY_FILE", ssh.resolve("id_ed25519").toString())
                .with("SSH_KNOWN_HOSTS_FILE", knownHosts.toString()).with("LOOP_INTERVAL", "20");
    }

    /** Those of the lab, but for one machine, which has the key of another. */
    private Path knownHosts(LabNode stranger) throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> all = Files.readAllLines(ssh.resolve("known_hosts"));
        String other = all.stream().filter(line -> line.startsWith(lab.node(4).name() + ",") && line.contains("ed25519"))
                .findFirst().orElseThrow();
        for (String line : all) {
            boolean theirs = line.startsWith(stranger.name() + ",");
            lines.add(theirs ? line.substring(0, line.indexOf(' ')) + other.substring(other.indexOf(' ')) : line);
        }
        return Files.write(Files.createTempFile("known", "hosts"), lines);
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

    private List<Path> filesWithToken() throws IOException {
        try (var logs = Files.walk(ssh.resolveSibling("nodes"), 3)) {
            List<Path> found = new ArrayList<>();
            for (Path log : logs.filter(file -> file.toString().endsWith(".log") && Files.isRegularFile(file)).toList()) {
                if (Files.readString(log, StandardCharsets.ISO_8859_1).contains("SWMTKN")) {
                    found.add(log);
                }
            }
            return found;
        }
    }
}
