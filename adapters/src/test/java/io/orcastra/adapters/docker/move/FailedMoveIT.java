package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.PullRefusal;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 4, heartbeat = "1s")
@DisplayName("A move that cannot succeed")
class FailedMoveIT extends SceneCase {

    @Test
    @DisplayName("is refused, with advice, where the image cannot be had")
    void refusesMissingImage(SwarmLab lab) {
        lab.localImage(lab.node(2), "only/here:1");
        String name = scene.services.create("svc", "--constraint", "node.role==worker", "--constraint",
                "node.id!=" + lab.node(3).id(), "--constraint", "node.id!=" + lab.node(4).id(), "--no-resolve-image",
                "only/here:1");
        LabTask task = scene.services.awaitRunning(name, 1).get(0);
        lab.docker(lab.node(1), "service", "update", "-d", "-q", "--no-resolve-image", "--constraint-rm",
                "node.id!=" + lab.node(3).id(), "--constraint-rm", "node.id!=" + lab.node(4).id(), name);
        JsonNode before = scene.spec(name);

        Outcome outcome = scene.move(name, lab.node(3));

        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.REFUSED);
        assertThat(outcome.message()).contains("only/here:1", "No such image").contains("\nMaybe ");
        assertThat(outcome.refusedPulls()).extracting(PullRefusal::image, PullRefusal::nodeId)
                .containsExactly(tuple("only/here:1", lab.node(3).id()));
        assertThat(scene.api.tasks(name)).extracting(LabTask::id).containsExactly(task.id());
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("leaves the service up when the container crashes on the target, and the owner's rollback as it was")
    void crashesOnTarget(SwarmLab lab) {
        String name = crashingOn(lab.node(4));
        JsonNode before = scene.spec(name);
        JsonNode older = scene.api.service(name).path("PreviousSpec");

        Outcome outcome = scene.move(name, lab.node(4));

        assertIsUpElsewhere(name, lab.node(4), before, outcome);
        assertThat(outcome.message()).contains("a task failed");
        lab.docker(lab.node(1), "service", "rollback", "-d", "-q", name);
        scene.execute(new RestorePreviousSpec(scene.id(name)));
        assertThat(scene.spec(name)).isEqualTo(older);
    }

    @Test
    @DisplayName("goes back to its source at once, although Swarm would go on starting it on the emptier target")
    void returnsToSource(SwarmLab lab) {
        String name = crashingOn(lab.node(4));
        String[] busy = {
            scene.create(4, "--constraint", "node.id==" + lab.node(2).id(), "lab/plain:1"),
            scene.create(4, "--constraint", "node.id==" + lab.node(3).id(), "lab/plain:1"),
        };
        JsonNode before = scene.spec(name);

        Outcome outcome = scene.move(name, lab.node(4));
        scene.services.remove(busy);

        assertIsUpElsewhere(name, lab.node(4), before, outcome);
        assertThat(outcome.restarts()).as("there and back, once more where the lab is slow; it was five to ten")
                .isBetween(2, 3);
    }

    @Test
    @DisplayName("leaves what its owner writes in the moment it fails")
    void ownerWritesMeanwhile(SwarmLab lab) {
        String name = crashingOn(lab.node(4));
        CompletableFuture<Void> owner = CompletableFuture.runAsync(() -> {
            await().atMost(RealTime.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> scene.api.tasks(name).stream()
                    .anyMatch(task -> task.state().equals("failed")));
            lab.docker(lab.node(1), "service", "update", "-d", "-q", "--label-add", "theirs=yes", name);
        });

        Outcome outcome = scene.move(name, lab.node(4));
        owner.join();

        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.FAILED);
        assertThat(scene.spec(name).at("/Labels/theirs").asText()).isEqualTo("yes");
        scene.assertNoTrace(name);
    }

    /** Runs on another node, and could run on this one as far as Swarm knows. */
    private String crashingOn(LabNode node) {
        return scene.elsewhere(node, "--env", "CRASH_ON_HOST=" + node.name(), "--rollback-monitor", "1s");
    }

    private void assertIsUpElsewhere(String name, LabNode target, JsonNode before, Outcome outcome) {
        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.FAILED);
        assertThat(outcome.message()).contains("the service runs");
        assertThat(scene.nodeOf(name)).isNotEqualTo(target);
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("is unpinned at once when the target is killed while pinned")
    void targetKilled(SwarmLab lab) {
        LabNode target = lab.node(4);
        String name = scene.neverHealthyOn(target);
        JsonNode before = scene.spec(name);
        StepListener killing = (step, service) -> {
            if (step == MoveStep.PINNED) {
                lab.kill(target);
            }
        };

        Outcome outcome = scene.instance(killing).move(scene.id(name), target);
        lab.start(target);

        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.FAILED);
        assertThat(outcome.message()).contains("no node the service was held to is left");
        assertThat(scene.nodeOf(name)).isNotEqualTo(target);
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("has failed after what is set for its service, be it less than its health check allows")
    void limitOfItsOwn(SwarmLab lab) {
        String name = scene.neverHealthyOn(lab.node(4), "--stop-grace-period", "1s");
        JsonNode before = scene.spec(name);
        ActingInstance instance = scene.instance(StepListener.NOOP);
        instance.actions.allow(Set.of(new StartPatience(scene.id(name), Duration.ofSeconds(2), true)));

        Outcome outcome = instance.move(scene.id(name), lab.node(4));

        assertIsUpElsewhere(name, lab.node(4), before, outcome);
        assertThat(outcome.message()).contains("it did not run within 3 s");
    }

    @Test
    @DisplayName("goes back to its source where the target has lost its room meanwhile")
    void noRoomOnTarget(SwarmLab lab) {
        LabNode target = lab.node(4);
        String cores = lab.docker(target, "info", "--format", "{{.NCPU}}");
        String name = scene.elsewhere(target, "--reserve-cpu", cores);
        String filler = scene.create(1, "--constraint", "node.id==" + target.id(), "--reserve-cpu", "0.1", "lab/plain:1");
        JsonNode before = scene.spec(name);
        ActingInstance instance = scene.instance(StepListener.NOOP);
        instance.actions.allow(Set.of(new StartPatience(scene.id(name), Duration.ofSeconds(2), true)));

        Outcome outcome = instance.move(scene.id(name), target);
        scene.services.remove(filler);

        assertIsUpElsewhere(name, target, before, outcome);
        assertThat(outcome.message()).contains("it did not run within 3 s (no suitable node (insufficient resources on ");
        assertThat(scene.api.tasks(name)).as("tasks that had no node, and their successors did not wait for them")
                .filteredOn(task -> task.node().isEmpty()).extracting(LabTask::state).containsExactly("shutdown");
    }

    @Test
    @DisplayName("of a fenced service keeps its pin when the target is lost, until it is recovered")
    void targetLostByAFencedService(SwarmLab lab) throws Exception {
        scene.warm("lab/plain:1");
        // runs only once it is found healthy, which is later than the loss
        String name = scene.create(1, "--health-cmd", "true", "--health-interval", "8s", "lab/plain:1");
        LabNode target = scene.otherWorker(scene.nodeOf(name));
        JsonNode before = scene.spec(name);
        ActingInstance instance = scene.instance((step, service) -> {
            if (step == MoveStep.PINNED) {
                lab.docker(lab.node(1), "node", "update", "--availability", "drain", target.name());
            }
        });
        instance.actions.fence(Set.of(scene.id(name)));

        Outcome outcome = instance.move(scene.id(name), target);
        List<String> kept = scene.constraints(name);
        lab.docker(lab.node(1), "node", "update", "--availability", "active", target.name());

        assertThat(outcome.message()).contains("the pin stays");
        assertThat(kept).as("constraints").hasSizeGreaterThan(1);
        assertThat(scene.intents.all()).hasSize(1);
        instance.actions.recover(scene.intents.all().iterator().next());
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("never writes a job")
    void refusesJobs(SwarmLab lab) {
        String name = lab.fresh("job");
        lab.docker(lab.node(1), "service", "create", "-d", "-q", "--mode", "replicated-job", "--name", name,
                "--env", "EXIT_AFTER=1", "lab/plain:1");
        JsonNode before = scene.spec(name);

        Outcome outcome = scene.move(name, lab.node(2));

        assertThat(outcome.result()).isEqualTo(Outcome.Result.REFUSED);
        assertThat(scene.spec(name)).isEqualTo(before);
        assertThat(scene.api.service(name).path("JobStatus").path("JobIteration").path("Index").asInt()).isZero();
    }
}
