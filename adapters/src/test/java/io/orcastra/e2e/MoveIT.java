package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.lab.LabNode;
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
    @DisplayName("is shown, refused, done and withdrawn: a set moves as one, a node is emptied but for what keeps data there")
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

            home.command("pause", "--for", "30m", "--reason", "a test looks on");
            Path said = temporary.resolve("said.txt");
            Process waiting = home.begin(said, "move", stack.anchor(), third.name());
            daemon.awaitTrue(RealTime.PATIENCE, "its answer", () -> Files.readString(said).contains("a test looks on"));
            waiting.destroy();
            assertThat(waiting.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(said)).contains("stopped: withdrawn; nothing of it is under way");
            assertThat(waiting.exitValue()).isEqualTo(1);
            assertThat(stack.nodeOf(stack.anchor()).name()).isEqualTo(left.name());
        }
    }
}
