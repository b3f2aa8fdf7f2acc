package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.lab.EngineApi;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SeenRequest;
import io.orcastra.lab.SocketProxy;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables of the original that no other test sets for a daemon. */
@WithSwarmLab(nodes = 1)
@DisplayName("A variable of the original")
class VariablesIT {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final Duration A_WHILE = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final SwarmLab lab;
    private final LabNode node;
    private final EngineApi api;
    private final Deployment stack;

    @TempDir
    private Path folder;

    VariablesIT(SwarmLab lab) {
        this.lab = lab;
        this.node = lab.node(1);
        this.api = lab.api(node);
        this.stack = new Deployment(lab);
    }

    @BeforeEach
    void anchor() {
        stack.createAnchor("lab/plain:1");
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("is in force in a single run: RUN_ONCE, STACK_NAME, SWARM_FILE, REBALANCE_CONFIG, PRUNE_UNKNOWN_LABELS, "
            + "LOG_TO_FILE, TZ")
    void once() throws IOException {
        lab.docker(node, "node", "update", "--label-add", "left=over", node.id());
        Path file = Files.writeString(folder.resolve("all.yml"), inventory("[ fast, red ]") + "dependencies: " + dependencies());
        Path rebalance = Files.writeString(folder.resolve("r.yml"), "node_exporters: { " + node.name() + ": \"http://127.0.0.1:1/none\" }\n");
        Path log = folder.resolve("log");
        OrcastraHome home = new OrcastraHome(node.dockerHost()).with("RUN_ONCE", "true").with("STACK_NAME", stack.stack())
                .with("SWARM_FILE", file.toString()).with("REBALANCE_CONFIG", rebalance.toString()).with("PRUNE_UNKNOWN_LABELS", "true")
                .with("LOG_TO_FILE", "true").with("LOG_FILE", log.toString()).with("LOG_FORMAT", "text").with("TZ", ZONE.getId());
        try (OrcastraProcess process = home.run()) {
            assertThat(process.awaitEnd(RealTime.PATIENCE)).isZero();
            assertThat(api.nodeLabels(node.id())).containsExactlyInAnyOrder(stack.label(), "fast", "red");
            assertThat(Files.readAllLines(log)).as("the log is in the file as well").isNotEmpty().isSubsetOf(process.log())
                    .anyMatch(line -> line.contains("Decided once")).anyMatch(line -> line.contains("http://127.0.0.1:1/none"))
                    .noneMatch(line -> line.contains("DEBUG"));
            LocalTime written = LocalTime.parse(Files.readAllLines(log).get(0).split(" ")[0]);
            long apart = Math.floorMod(Duration.between(written, LocalTime.now(ZONE)).toSeconds(), Duration.ofDays(1).toSeconds());
            assertThat(apart).as("seconds since %s in %s", written, ZONE).isLessThan(A_WHILE.toSeconds());
        }
    }

    @Test
    @DisplayName("is in force in a daemon: EVENT_MODE without POLLING_MODE, NODES_FILE, DEPENDENCIES_FILE, BOOTSTRAP_MODE, DEBUG")
    void events() throws IOException {
        Path nodes = Files.writeString(folder.resolve("n.yml"), inventory("[ blue ]"));
        Path dependencies = Files.writeString(folder.resolve("d.yml"), dependencies());
        try (SocketProxy proxy = SocketProxy.inFrontOf(node);
                OrcastraProcess daemon = home(proxy).with("NODES_FILE", nodes.toString()).with("DEPENDENCIES_FILE", dependencies.toString())
                        .with("EVENT_MODE", "true").with("POLLING_MODE", "false").with("DEBUG", "true").with("BOOTSTRAP_MODE", "once")
                        .with("LOOP_INTERVAL", "1").run().awaitHealthy()) {
            daemon.awaitTrue(RealTime.PATIENCE, "a question over SSH", () -> node.logins() > 0);
            daemon.awaitTrue(RealTime.PATIENCE, "the labels of both files",
                    () -> api.nodeLabels(node.id()).containsAll(List.of("blue", stack.label())));
            long logins = node.logins();
            daemon.awaitTrue(RealTime.PATIENCE, "no look at the swarm for " + QUIET,
                    () -> looks(proxy).stream().noneMatch(look -> look.isAfter(Instant.now().minus(QUIET))));
            Instant before = Instant.now();
            lab.docker(node, "node", "update", "--label-add", "by=hand", node.id());
            daemon.awaitTrue(RealTime.PATIENCE, "a look for the event", () -> looks(proxy).stream().anyMatch(before::isBefore));
            assertThat(node.logins()).as("machines are asked once").isEqualTo(logins);
            assertThat(proxy.requests()).extracting(SeenRequest::path).contains("/events");
            daemon.awaitLog(RealTime.PATIENCE, "\"DEBUG\"", "Condition holds");
        }
    }

    @Test
    @DisplayName("is in force in a daemon: POLLING_MODE without EVENT_MODE")
    void polls() {
        try (SocketProxy proxy = SocketProxy.inFrontOf(node);
                OrcastraProcess daemon = home(proxy).write("swarm.yml", "dependencies: " + dependencies()).with("EVENT_MODE", "false")
                        .with("POLLING_MODE", "true").run().awaitHealthy()) {
            daemon.awaitTrue(RealTime.PATIENCE, "the label", () -> api.nodeLabels(node.id()).contains(stack.label()));
            int before = looks(proxy).size();
            daemon.awaitTrue(RealTime.PATIENCE, "three looks at a swarm in which nothing happens", () -> looks(proxy).size() >= before + 3);
            assertThat(proxy.requests()).extracting(SeenRequest::path).doesNotContain("/events");
            assertThat(daemon.log()).noneMatch(line -> line.contains("\"DEBUG\""));
        }
    }

    /** Moments at which services were asked for, as each full look does. */
    private static List<Instant> looks(SocketProxy proxy) {
        return proxy.requests().stream().filter(request -> request.path().equals("/services")).map(SeenRequest::at).toList();
    }

    private OrcastraHome home(SocketProxy proxy) {
        Path ssh = lab.ssh();
        return new OrcastraHome(proxy.dockerHost()).with("SSH_KEY_FILE", ssh.resolve("id_ed25519").toString())
                .with("SSH_KNOWN_HOSTS_FILE", ssh.resolve("known_hosts").toString()).with("STACK_NAME", stack.stack()).with("RELABEL_TIME", "1");
    }

    private String inventory(String labels) {
        return "nodes: { " + node.name() + ": { ip: " + lab.address(node) + ", labels: " + labels + " } }\n";
    }

    /** An anchor without a stack, and nobody who follows it yet. */
    private String dependencies() {
        return "{ " + stack.label() + ": { services: [ web ] } }\n";
    }
}
