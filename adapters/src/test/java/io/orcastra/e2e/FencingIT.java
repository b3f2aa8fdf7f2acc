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

@WithSwarmLab(nodes = 2)
@DisplayName("A single writer on a node that is cut off from the swarm")
class FencingIT {
    private static final Duration PATIENCE = RealTime.PATIENCE;
    private static final String WRITER = "writer";

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
        write(home, "wait", cutOff);
        try (OrcastraProcess daemon = home.run()) {
            lab.docker(manager, "service", "create", "-d", "--name", WRITER, "--label", "orchestration.single.writer=true",
                    "--constraint", "node.labels.home==true", "--restart-delay", "100ms", "lab/plain:1");
            daemon.awaitTrue(PATIENCE, "the writer at home", () -> running(cutOff).size() == 1);
            String first = running(cutOff).get(0);

            partition("-I");
            daemon.awaitTrue(PATIENCE, cutOff.name() + " down", () -> state().equals("down"));
            write(home, "wait", manager);
            daemon.awaitLog(PATIENCE, "ORC-FNC-303");
            daemon.awaitLog(PATIENCE, "ORC-FNC-401");
            assertThat(running(cutOff)).as("it still runs there").containsExactly(first);
            assertThat(running(manager)).as("and is not started here").isEmpty();

            Instant allowed = Instant.now();
            write(home, "ssh", manager);
            daemon.awaitTrue(PATIENCE, "the writer at its new home", () -> running(manager).size() == 1);
            new Measurements(FencingIT.class).between("a writer may be stopped over SSH until it runs elsewhere", allowed, Instant.now());
            Instant ended = time(cutOff, first, "FinishedAt");
            assertThat(ended).as("end of the first copy").isAfter(allowed)
                    .isBefore(time(manager, running(manager).get(0), "StartedAt"));
            assertThat(running(cutOff)).isEmpty();

            partition("-D");
            daemon.awaitTrue(PATIENCE, cutOff.name() + " ready", () -> state().equals("ready"));
            assertThat(running(cutOff)).as("nothing of it comes back").isEmpty();
            assertThat(running(manager)).hasSize(1);
        }
    }

    /** The ways of the swarm alone: SSH goes through. */
    private void partition(String change) {
        lab.exec(cutOff, "iptables", change, "OUTPUT", "-p", "tcp", "--dport", "2377", "-j", "DROP");
    }

    private OrcastraHome home() {
        Path ssh = manager.socket().resolve("../../../ssh").normalize();
        return new OrcastraHome(manager.dockerHost()).with("SSH_KEY_FILE", ssh.resolve("id_ed25519").toString())
                .with("SSH_KNOWN_HOSTS_FILE", ssh.resolve("known_hosts").toString());
    }

    /** The label that the writer asks for is given to one node. */
    private void write(OrcastraHome home, String mode, LabNode labelled) {
        StringBuilder text = new StringBuilder("options: { settle_seconds: 2 }%nfencing: { default: %s }%nnodes:%n".formatted(mode));
        for (LabNode node : lab.nodes()) {
            text.append("  %s: { ip: %s%s }%n".formatted(node.name(), lab.address(node), node.equals(labelled) ? ", labels: [ home ]" : ""));
        }
        home.write("swarm.yml", text.toString());
    }

    private String state() {
        return lab.docker(manager, "node", "inspect", "-f", "{{.Status.State}}", cutOff.id());
    }

    /** Ids of the containers of the writer that the engine of the node runs. */
    private List<String> running(LabNode node) {
        return lab.docker(node, "ps", "-q", "--no-trunc", "--filter", "label=com.docker.swarm.service.name=" + WRITER).lines().toList();
    }

    private Instant time(LabNode node, String container, String which) {
        return Instant.parse(lab.docker(node, "inspect", "-f", "{{.State." + which + "}}", container));
    }
}
