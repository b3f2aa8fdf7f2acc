package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.engine.port.Intent;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@WithSwarmLab(nodes = 3)
@DisplayName("A move of one of several tasks that sit together")
class PartialMoveIT {

    /** What a killed process looks like from inside: nothing catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private Scene scene;
    private LabNode full;
    private LabNode empty;

    @BeforeEach
    void open(SwarmLab lab) {
        scene = new Scene(lab);
        full = lab.node(2);
        empty = lab.node(3);
        scene.warm("lab/plain:1");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @CsvSource({"2, stop-first", "3, start-first"})
    @DisplayName("restarts exactly that one and leaves slots and spec as they were")
    void movesOne(int replicas, String order) {
        String name = together(replicas, "--update-order", order, "--update-parallelism", "2");
        JsonNode before = scene.spec(name);
        List<LabTask> tasks = scene.services.awaitRunning(name, replicas);

        Outcome outcome = scene.execute(oneOf(name));

        assertThat(outcome).as(outcome.message()).extracting(Outcome::result, Outcome::restarts)
                .containsExactly(Outcome.Result.SUCCEEDED, 1);
        assertOneMoved(name, tasks);
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
    }

    @ParameterizedTest
    @EnumSource(value = MoveStep.class, names = {"PINNED", "CONVERGED", "UNPINNED"})
    @DisplayName("moves no second one when the process dies meanwhile, and leaves no pin")
    void recovers(MoveStep last) throws Exception {
        String name = together(2);
        JsonNode before = scene.spec(name);
        List<LabTask> tasks = scene.services.awaitRunning(name, 2);
        ActingInstance dying = scene.instance((step, service) -> {
            if (step == last) {
                throw new Killed();
            }
        });
        MoveService move = oneOf(name);
        assertThatThrownBy(() -> dying.execute(move)).isInstanceOf(Killed.class);

        for (Intent intent : scene.intents.all()) {
            Outcome outcome = scene.instance().actions.recover(intent);
            assertThat(outcome.result()).as(outcome.message()).isNotEqualTo(Outcome.Result.FAILED);
        }

        scene.awaitSettled(name);
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
        assertThat(scene.services.awaitRunning(name, 2)).as("at least one of them was never touched")
                .containsAnyElementsOf(tasks);
        if (last != MoveStep.PINNED) {
            assertOneMoved(name, tasks);
        }
    }

    @Test
    @DisplayName("leaves the others where they are, whatever happens to their node as soon as Swarm has made its choice")
    void evictsNobody() {
        String name = together(3);
        List<LabTask> tasks = scene.services.awaitRunning(name, 3);
        StepListener labelling = (step, service) -> {
            if (step == MoveStep.CONVERGED) {
                scene.lab.docker(scene.lab.node(1), "node", "update", "--label-add", "touched=" + name, full.id());
            }
        };

        Outcome outcome = scene.instance(labelling).execute(oneOf(name));

        assertThat(outcome).as(outcome.message()).extracting(Outcome::result, Outcome::restarts)
                .containsExactly(Outcome.Result.SUCCEEDED, 1);
        assertOneMoved(name, tasks);
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("is taken back when the task crashes on the target, the others untouched")
    void crashesOnTarget() {
        String name = together(2, "--env", "NODE={{.Node.Hostname}}", "--env", "CRASH_ON_HOST=" + empty.name(),
                "--rollback-monitor", "1s");
        JsonNode before = scene.spec(name);
        List<LabTask> tasks = scene.services.awaitRunning(name, 2);

        Outcome outcome = scene.execute(oneOf(name));

        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.FAILED);
        assertThat(outcome.message()).contains("a task failed").contains("the service runs");
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
        assertThat(scene.api.running(name)).containsAnyElementsOf(tasks);
        assertThat(scene.nodesOf(name)).containsExactly(full.id());
    }

    private void assertOneMoved(String name, List<LabTask> before) {
        List<LabTask> after = scene.services.awaitRunning(name, before.size());
        List<LabTask> stayed = new ArrayList<>(after);
        stayed.retainAll(before);
        assertThat(stayed).hasSize(before.size() - 1);
        assertThat(after).extracting(LabTask::node).contains(empty.id());
        assertThat(scene.api.tasks(name)).as("tasks there ever were").hasSize(before.size() + 1);
    }

    private MoveService oneOf(String name) {
        return new MoveService(scene.id(name), Set.of(empty.id()), 1);
    }

    /** All replicas run on one worker, and could run on the other. */
    private String together(int replicas, String... arguments) {
        String pin = "node.id==" + full.id();
        List<String> all = new ArrayList<>(List.of("--constraint", pin));
        all.addAll(List.of(arguments));
        all.add("lab/plain:1");
        String name = scene.create(replicas, all.toArray(String[]::new));
        scene.lab.docker(scene.lab.node(1), "service", "update", "-d", "-q", "--constraint-rm", pin, name);
        scene.awaitSettled(name);
        return name;
    }
}
