package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabServices;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 4)
@DisplayName("A targeted move")
class TargetedMoveIT {

    private ActingInstance instance;

    @BeforeEach
    void open(SwarmLab lab) {
        instance = new ActingInstance(lab.node(1), new OpenIntents(), StepListener.NOOP);
    }

    @AfterEach
    void close() {
        assertThat(instance.intents.all()).as("intents left open").isEmpty();
        instance.close();
    }

    @Test
    @DisplayName("costs one restart and leaves the spec as it was")
    void movesOnce(SwarmLab lab) {
        LabServices services = new LabServices(lab);
        String name = services.create("plain", "--constraint", "node.role==worker", "lab/plain:1");
        LabTask before = services.awaitRunning(name, 1).get(0);
        JsonNode service = lab.api(lab.node(1)).service(name);
        LabNode target = lab.nodesExcept(lab.node(1), lab.nodeOfId(before.node())).get(0);

        Outcome outcome = instance.move(service.path("ID").asText(), target);

        assertThat(outcome).as(outcome.message()).extracting(Outcome::result, Outcome::restarts)
                .containsExactly(Outcome.Result.SUCCEEDED, 1);
        List<LabTask> tasks = lab.api(lab.node(1)).tasks(name);
        assertThat(tasks).hasSize(2);
        assertThat(tasks.get(0)).extracting(LabTask::node, LabTask::running).containsExactly(target.id(), true);
        assertThat(lab.api(lab.node(1)).service(name).path("Spec")).isEqualTo(service.path("Spec"));
    }
}
