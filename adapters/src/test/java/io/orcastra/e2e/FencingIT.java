package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 2, heartbeat = "1s")
@DisplayName("A single writer on a node that is cut off from the swarm")
class FencingIT {
    private static final Duration PATIENCE = RealTime.PATIENCE;
    private static final String WRITER = "writer";
    private static final String LOOSE = "loose";
    private static final String DARK = "dark";

    private final SwarmLab lab;
    private final LabNode manager;
    private final LabNode cutOff;

    FencingIT(SwarmLab lab) {
        this.lab = lab;
        this.manager = lab.node(1);
        this.cutOff = lab.node(2);
    }

    @Test
    @DisplayName("is not started elsewhere while it waits, and once it was stopped over SSH, and never runs twice")
    void neverRunsTwice() {
        OrcastraHome home = home();
        write(home, "wait", WRITER + ", " + LOOSE, cutOff, "");
        try (OrcastraProcess daemon = home.run()) {
            atHome(daemon, LOOSE);
            String first = atHome(daemon, WRITER);
            cutOff(daemon);
            write(home, "wait", WRITER + ", " + LOOSE, manager, "");
            daemon.awaitLog(PATIENCE, "ORC-FNC-303");
            daemon.awaitLog(PATIENCE, "ORC-FNC-401");
            daemon.awaitTrue(PATIENCE, "the one that is not fenced elsewhere", () -> running(manager, LOOSE).size() == 1);
            assertThat(running(cutOff, WRITER)).as("it still runs there").containsExactly(first);
            assertThat(running(manager, WRITER)).as("and is not started here").isEmpty();

            Instant allowed = Instant.now();
            write(home, "ssh", WRITER + ", " + LOOSE, manager, "");
            daemon.awaitTrue(PATIENCE, "the writer at its new home", () -> running(manager, WRITER).size() == 1);
            new Measurements(FencingIT.class).between("a writer may be stopped over SSH until it runs elsewhere", allowed, Instant.now());
            assertThat(time(cutOff, first, "FinishedAt")).as("end of the first copy").isAfter(allowed)
                    .isBefore(time(manager, running(manager, WRITER).get(0), "StartedAt"));
            assertThat(running(cutOff, WRITER)).isEmpty();
            assertThat(running(cutOff, LOOSE)).as("nothing else is stopped").hasSize(1);

            reconnect(daemon);
            assertThat(running(cutOff, WRITER)).as("nothing of it comes back").isEmpty();
            assertThat(running(manager, WRITER)).hasSize(1);
        }
    }

    @Test
    @DisplayName("is started elsewhere at once where its entry says that the machine has no power")
    void withoutPowerNothingIsWaitedFor() {
        OrcastraHome home = home();
        write(home, "wait", DARK, cutOff, "");
        try (OrcastraProcess daemon = home.run()) {
            String first = atHome(daemon, DARK);
            cutOff(daemon);
            write(home, "wait", DARK, manager, ", off: true");
            daemon.awaitTrue(PATIENCE, "the writer elsewhere", () -> running(manager, DARK).size() == 1);
            assertThat(running(cutOff, DARK)).as("the operator's word is not doubted").containsExactly(first);

            reconnect(daemon);
            daemon.awaitLog(PATIENCE, "ORC-FNC-402");
        }
    }

    /** Id of its container on the node that is cut off later, the only one with its label. */
    private String atHome(OrcastraProcess daemon, String service) {
        lab.docker(manager, "service", "create", "-d", "--name", service, "--label", "orchestration.single.writer=true",
                "--constraint", "node.labels." + service + "==true", "--restart-delay", "100ms", "lab/plain:1");
        daemon.awaitTrue(PATIENCE, service + " at home", () -> running(cutOff, service).size() == 1);
        return running(cutOff, service).get(0);
    }

    private void cutOff(OrcastraProcess daemon) {
        partition("-I");
        daemon.awaitTrue(PATIENCE, cutOff.name() + " down", () -> state().equals("down"));
    }

    private void reconnect(OrcastraProcess daemon) {
        partition("-D");
        daemon.awaitTrue(PATIENCE, cutOff.name() + " ready", () -> state().equals("ready"));
    }

    /** The ways of the swarm alone: SSH goes through. */
    private void partition(String change) {
        lab.exec(cutOff, "iptables", change, "OUTPUT", "-p", "tcp", "--dport", "2377", "-j", "DROP");
    }

    private OrcastraHome home() {
        Path ssh = lab.ssh();
        return new OrcastraHome(manager.dockerHost()).with("SSH_KEY_FILE", ssh.resolve("id_ed25519").toString())
                .with("SSH_KNOWN_HOSTS_FILE", ssh.resolve("known_hosts").toString());
    }

    /** The labels are given to one node; {@code more} stands in the entry of the one that is cut off. */
    private void write(OrcastraHome home, String mode, String labels, LabNode labelled, String more) {
        StringBuilder text = new StringBuilder(
                "options: { settle_seconds: 2 }%nfencing: { default: %s, services: { %s: \"off\" } }%nnodes:%n".formatted(mode, LOOSE));
        for (LabNode node : lab.nodes()) {
            text.append("  %s: { ip: %s%s%s }%n".formatted(node.name(), lab.address(node),
                    node.equals(labelled) ? ", labels: [ " + labels + " ]" : "", node.equals(cutOff) ? more : ""));
        }
        home.write("swarm.yml", text.toString());
    }

    private String state() {
        return lab.docker(manager, "node", "inspect", "-f", "{{.Status.State}}", cutOff.id());
    }

    /** Ids of the containers of the service that the engine of the node runs. */
    private List<String> running(LabNode node, String service) {
        return lab.docker(node, "ps", "-q", "--no-trunc", "--filter", "label=com.docker.swarm.service.name=" + service).lines().toList();
    }

    private Instant time(LabNode node, String container, String which) {
        return Instant.parse(lab.docker(node, "inspect", "-f", "{{.State." + which + "}}", container));
    }
}
