package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Intent;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 1)
@DisplayName("A node label")
class NodeLabelActionIT extends SceneCase {

    private final String node;

    NodeLabelActionIT(SwarmLab lab) {
        node = lab.node(1).id();
    }

    @Test
    @DisplayName("is set and removed once, and the intent is gone")
    void setsAndRemoves() {
        assertThat(scene.execute(new SetNodeLabel(node, "db", "true")).result()).isEqualTo(Outcome.Result.SUCCEEDED);
        assertThat(scene.api.nodeLabel(node, "db")).contains("true");
        assertThat(scene.execute(new SetNodeLabel(node, "db", "true")).result()).isEqualTo(Outcome.Result.SKIPPED);

        assertThat(scene.execute(new RemoveNodeLabel(node, "db")).result()).isEqualTo(Outcome.Result.SUCCEEDED);
        assertThat(scene.api.nodeLabel(node, "db")).isEmpty();
        assertThat(scene.execute(new RemoveNodeLabel(node, "db")).result()).isEqualTo(Outcome.Result.SKIPPED);
        assertThat(scene.intents.all()).isEmpty();
    }

    @Test
    @DisplayName("is not touched while another action on its node is under way")
    void waitsForOthers() {
        scene.intents.begin(new Intent("other", node, "SetNodeLabel", "ORC-TEST-001", "a test", List.of(), "", "other",
                Instant.EPOCH));

        Outcome outcome = scene.execute(new SetNodeLabel(node, "late", "true"));

        assertThat(outcome.result()).isEqualTo(Outcome.Result.SKIPPED);
        assertThat(scene.api.nodeLabel(node, "late")).isEmpty();
    }

    @Test
    @DisplayName("stays where a task has come to need it by the time it is to be taken")
    void staysWhereNeeded(SwarmLab lab) {
        scene.execute(new SetNodeLabel(node, "disk", "SSD"));
        String name = scene.services.create("needs", "--constraint", "node.labels.disk==ssd", "lab/plain:1");
        String task = scene.services.awaitRunning(name, 1).get(0).id();

        Outcome kept = scene.execute(new RemoveNodeLabel(node, "disk"));

        assertThat(kept.result()).isEqualTo(Outcome.Result.SKIPPED);
        assertThat(kept.message()).contains(name, "disk");
        assertThat(scene.api.nodeLabel(node, "disk")).contains("SSD");
        assertThat(scene.api.tasks(name)).extracting(LabTask::id).containsExactly(task);

        scene.services.remove(name);
        assertThat(scene.execute(new RemoveNodeLabel(node, "disk")).result()).isEqualTo(Outcome.Result.SUCCEEDED);
    }

    @Test
    @DisplayName("of a node that is gone is nobody's business")
    void nodeGone() {
        assertThat(scene.execute(new SetNodeLabel("nosuchnode", "db", "true")).result())
                .isEqualTo(Outcome.Result.SKIPPED);
        assertThat(scene.intents.all()).isEmpty();
    }
}
