package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.OrcastraHome;
import io.orcastra.lab.OrcastraHome.Answer;
import io.orcastra.lab.OrcastraProcess;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithSwarmLab(nodes = 3)
@DisplayName("What an operator asks for")
class MoveIT {
    private static final String IMAGE = "lab/plain:1";
    private static final String CYCLES = "orcastra_cycle_duration_seconds_count";

    private final SwarmLab lab;
    private final Deployment stack;

    MoveIT(SwarmLab lab) {
        this.lab = lab;
        this.stack = new Deployment(lab);
    }

    @AfterEach
    void clean() {
        stack.remove();
    }

    @Test
    @DisplayName("is shown, refused, done and withdrawn: a set moves as one, a node is emptied, but for what keeps data there")
    void isDoneSafely(@TempDir Path temporary) throws Exception {
        LabNode second = lab.node(2);
        LabNode third = lab.node(3);
        stack.createAnchor(Deployment.on(second, IMAGE));
        lab.docker(lab.node(1), "service", "update", "-d", "-q", "--constraint-rm", "node.hostname==" + second.name(), stack.anchor());
        String web = stack.createDisplaced("web", second, IMAGE);
        String data = stack.stack() + "_data";
        lab.docker(lab.node(1), "service", "create", "-d", "-q", "--name", data, "--constraint", "node.hostname==" + third.name(),
                "--mount", "type=volume,source=" + data + ",target=/data", IMAGE);
        stack.running(data);
        OrcastraHome home = stack.home();
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
            Answer shown = home.command("move", stack.anchor(), third.name(), "--dry-run");
            assertThat(shown.out()).contains(stack.anchor() + " is moved to " + third.name());
            assertThat(shown.exit()).isEqualTo(3);

            Answer moved = home.command("move", stack.anchor(), third.name());
            assertThat(moved.out() + moved.errors()).contains("asked for " + stack.anchor() + " on " + third.name(), "done");
            assertThat(moved.exit()).isZero();
            assertThat(stack.nodeOf(stack.anchor()).name()).isEqualTo(third.name());
            assertThat(stack.nodeOf(web).name()).as("what follows").isEqualTo(third.name());

            Answer refused = home.command("move", data, second.name());
            assertThat(refused.out() + refused.errors()).contains("keeps data on its node", "(ORC-GRD-325)", "withdrawn");
            assertThat(refused.exit()).isEqualTo(1);

            Answer emptied = home.command("evacuate", third.name(), "--wait");
            assertThat(emptied.out() + emptied.errors()).contains(data + " stays: ", "(ORC-GRD-325)", "withdrawn");
            assertThat(emptied.exit()).isEqualTo(1);
            LabNode left = stack.nodeOf(stack.anchor());
            assertThat(left.name()).isNotEqualTo(third.name());
            assertThat(stack.nodeOf(web).name()).isEqualTo(left.name());
            assertThat(stack.nodeOf(data).name()).isEqualTo(third.name());

            Answer empty = home.command("evacuate", left.name(), "--wait");
            assertThat(empty.out() + empty.errors()).contains("done").doesNotContain("withdrawn");
            assertThat(empty.exit()).isZero();
            await().atMost(RealTime.PATIENCE).untilAsserted(() ->
                    assertThat(lab.docker(left, "ps", "-q")).as("what runs on the node that was to be empty").isEmpty());
            assertThat(stack.nodeOf(web).name()).isEqualTo(stack.nodeOf(stack.anchor()).name());
            String now = stack.nodeOf(stack.anchor()).name();

            home.command("pause", "--for", "30m", "--reason", "a test looks on");
            Path said = temporary.resolve("said.txt");
            Process waiting = home.begin(said, "move", stack.anchor(), left.name());
            daemon.awaitTrue(RealTime.PATIENCE, "its answer", () -> Files.readString(said).contains("a test looks on"));
            waiting.destroy();
            assertThat(waiting.waitFor(RealTime.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(said)).contains("stopped: withdrawn; nothing of it is under way");
            assertThat(waiting.exitValue()).isEqualTo(1);
            assertThat(stack.nodeOf(stack.anchor()).name()).isEqualTo(now);
        }
    }

    @Test
    @DisplayName("and has begun is finished, whoever presses Ctrl-C: the command says so, and nothing is left behind")
    void isFinishedAfterCtrlC(@TempDir Path temporary) throws Exception {
        LabNode third = lab.node(3);
        // the image is on the target, so that a move begins at once and not with a pull
        stack.createAnchor(Deployment.on(third, IMAGE));
        String alone = stack.stack() + "_alone";
        // there it gets healthy only when it is told to: the move is under way for as long
        new LabServices(lab).createNamed(alone, Deployment.on(lab.node(2), "--env", "NODE={{.Node.Hostname}}",
                "--health-cmd", "[ \"$NODE\" != " + third.name() + " ] || [ -e /go ]", "--health-interval", "500ms",
                "--health-start-period", "300s", IMAGE));
        stack.running(alone);
        lab.docker(lab.node(1), "service", "update", "-d", "-q", "--constraint-rm", "node.hostname==" + lab.node(2).name(), alone);
        OrcastraHome home = stack.home();
        try (OrcastraProcess daemon = home.run().awaitHealthy()) {
            daemon.awaitMetric(RealTime.PATIENCE, "orcastra_lease_held", 1);
            Path said = temporary.resolve("said.txt");
            Process waiting = home.begin(said, "move", alone, third.name());
            daemon.awaitTrue(RealTime.PATIENCE, "its begin", () -> Files.readString(said).contains(alone + " is being moved")
                    && !Specs.pins(stack.spec(alone)).isEmpty());
            assertThat(new ProcessBuilder("kill", "-INT", "" + waiting.pid()).start().waitFor()).isZero();
            assertThat(waiting.waitFor(RealTime.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(said)).contains("stopped: withdrawn; what has begun is finished: " + alone);
            assertThat(waiting.exitValue()).isEqualTo(1);
            assertThat(LedgerView.intents(lab.api(lab.node(1)))).as("what has begun").isNotEmpty();

            daemon.awaitTrue(RealTime.PATIENCE, "the container on the target", () -> !container(third, alone).isEmpty());
            lab.docker(third, "exec", container(third, alone), "sh", "-c", ": > /go");
            daemon.awaitTrue(RealTime.PATIENCE, "the end of the move", () -> LedgerView.intents(lab.api(lab.node(1))).isEmpty());
            assertThat(stack.nodeOf(alone).name()).isEqualTo(third.name());
            assertThat(Specs.pins(stack.spec(alone))).isEmpty();
            assertThat(LedgerView.entries(lab.api(lab.node(1)))).noneMatch(entry -> entry.startsWith("request."));
            endsWithThePull(home, daemon, temporary.resolve("pull.txt"));
        }
    }

    /** The registry takes its time: until the image is there nothing has happened to the service, and nothing does afterwards. */
    private void endsWithThePull(OrcastraHome home, OrcastraProcess daemon, Path said) throws Exception {
        String image = "lab/plain:2";
        String absent = stack.createDisplaced("absent", lab.node(2), image);
        LabNode third = lab.node(3);
        lab.hold(image);
        try {
            Process waiting = home.begin(said, "move", absent, third.name());
            daemon.awaitTrue(RealTime.PATIENCE, "a pull for it", () -> Files.readString(said).contains(absent + " is being moved")
                    && LedgerView.intents(lab.api(lab.node(1))).toString().contains("orcastra-pull-"));
            assertThat(new ProcessBuilder("kill", "-INT", "" + waiting.pid()).start().waitFor()).isZero();
            assertThat(waiting.waitFor(RealTime.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(said)).contains("stopped: withdrawn; only an image is still pulled for it, and no service is touched");
        } finally {
            lab.give(image);
        }
        daemon.awaitTrue(RealTime.PATIENCE, "the end of the pull", () -> LedgerView.intents(lab.api(lab.node(1))).isEmpty());
        daemon.awaitMore(CYCLES, 3);
        assertThat(stack.tasks(absent)).as("not touched").hasSize(1);
        assertThat(LedgerView.intents(lab.api(lab.node(1)))).isEmpty();
    }

    private String container(LabNode node, String service) {
        return lab.docker(node, "ps", "-q", "--filter", "label=com.docker.swarm.service.name=" + service);
    }
}
