package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 3)
@DisplayName("After a move, a rollback by the user")
class UserRollbackIT extends SceneCase {

    @BeforeEach
    void warm() {
        scene.warm("lab/plain:1");
        scene.warm("lab/plain:2");
    }

    @Test
    @DisplayName("ends with their own previous version, and a second one with the version before the first")
    void bringsOwnPrevious(SwarmLab lab) {
        String name = scene.create(1, "lab/plain:1");
        JsonNode first = scene.spec(name);
        lab.docker(lab.node(1), "service", "update", "-q", "--update-monitor", "1s", "--image", "lab/plain:2", name);
        JsonNode second = scene.spec(name);
        moveAway(name);
        moveAway(name);

        rollBack(name);
        assertThat(scene.spec(name)).isEqualTo(first);
        scene.assertNoTrace(name);
        assertThat(scene.services.awaitRunning(name, 1)).hasSize(1);

        rollBack(name);
        assertThat(scene.spec(name)).isEqualTo(second);
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("ends with the present version and no pin where there was none before")
    void withoutPrevious(SwarmLab lab) {
        String name = scene.create(1, "lab/plain:1");
        JsonNode only = scene.spec(name);
        moveAway(name);

        rollBack(name);

        assertThat(scene.spec(name)).isEqualTo(only);
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("is not seen in a constraint the user writes")
    void leavesOwnConstraints(SwarmLab lab) {
        String name = scene.create(1, "lab/plain:1");
        moveAway(name);
        String pin = "node.id==" + scene.nodeOf(name).id();
        lab.docker(lab.node(1), "service", "update", "-q", "--constraint-add", pin, name);

        Outcome outcome = scene.execute(new RestorePreviousSpec(scene.id(name)));

        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.SKIPPED);
        assertThat(scene.constraints(name)).contains(pin);
    }

    @Test
    @DisplayName("is undone by a release, which takes the ledger away too")
    void released(SwarmLab lab) throws Exception {
        String name = scene.create(1, "lab/plain:1");
        JsonNode only = scene.spec(name);
        moveAway(name);
        lab.docker(lab.node(1), "service", "rollback", "-q", name);
        assertThat(scene.constraints(name)).hasSize(2);
        ActingInstance instance = scene.instance();

        Release.Report report = new Release(instance.docker, instance.ledger, new Random()).run();

        assertThat(report.isComplete()).isTrue();
        assertThat(report.lines()).anyMatch(line -> line.contains(name));
        assertThat(scene.spec(name)).isEqualTo(only);
        assertThat(new SwarmConfigLedger(instance.docker).read()).isEmpty();
    }

    private void moveAway(String name) {
        Outcome outcome = scene.move(name, scene.otherWorker(scene.nodeOf(name)));
        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.SUCCEEDED);
    }

    private void rollBack(String name) {
        scene.lab.docker(scene.lab.node(1), "service", "rollback", "-d", "-q", name);
        Outcome outcome = scene.execute(new RestorePreviousSpec(scene.id(name)));
        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.SUCCEEDED);
        scene.awaitSettled(name);
    }
}
