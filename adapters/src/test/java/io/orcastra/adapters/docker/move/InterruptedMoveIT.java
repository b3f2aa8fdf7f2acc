package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.engine.port.Intent;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.RealTime;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithSwarmLab(nodes = 3, heartbeat = "1s")
@DisplayName("A move that is interrupted")
class InterruptedMoveIT extends SceneCase {

    /** What a killed process looks like from inside: nothing catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource(value = MoveStep.class, names = "PULL_STARTED", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("leaves no pin after recovery, whatever the step it died after")
    void recovers(MoveStep last) throws Exception {
        scene.warm("lab/plain:1");
        String name = scene.create(1, "lab/plain:1");
        String id = scene.id(name);
        LabNode target = scene.otherWorker(scene.nodeOf(name));
        JsonNode before = scene.spec(name);
        ActingInstance dying = scene.instance((step, service) -> {
            if (step == last) {
                throw new Killed();
            }
        });
        assertThatThrownBy(() -> dying.move(id, target)).isInstanceOf(Killed.class);

        for (Intent intent : scene.intents.all()) {
            Outcome outcome = scene.instance().actions.recover(intent);
            assertThat(outcome.result()).as(outcome.message()).isNotEqualTo(Outcome.Result.FAILED);
        }

        scene.assertNoTrace(name);
        assertThat(scene.spec(name)).isEqualTo(before);
        assertThat(scene.services.awaitRunning(name, 1).get(0).node())
                .isEqualTo(last.compareTo(MoveStep.PINNED) < 0 ? scene.otherWorker(target).id() : target.id());
        assertThat(scene.api.tasks(name)).hasSize(last.compareTo(MoveStep.PINNED) < 0 ? 1 : 2);
        assertThat(scene.instance().journal.page(id).unpinned()).isEmpty();
    }

    @Test
    @DisplayName("leaves no pull job after recovery")
    void recoversPull(SwarmLab lab) throws Exception {
        String name = scene.create(1, "lab/plain:1");
        Intent intent = new Intent("one", scene.id(name), "MoveService", "ORC-TEST-001", "a test",
                List.of("node.id==" + lab.node(2).id()), "orcastra-pull-left", "test", Instant.EPOCH);
        scene.intents.begin(intent);
        scene.api.post("/services/create",
                new PullJob("orcastra-pull-left", scene.id(name), "lab/web:2", lab.node(2).id()).spec());

        scene.instance().actions.recover(intent);

        scene.assertNoTrace(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback_", "rollback_paused"})
    @DisplayName("as a restart which Swarm takes back, and stops doing so, leaves no stopped update after recovery")
    void recoversStoppedRollback(String state) throws Exception {
        scene.warm("lab/plain:1");
        String name = scene.services.create("crash", "--constraint", "node.role==worker", "--restart-delay", "1s",
                "--rollback-monitor", "5s", "--env", "EXIT_AFTER=1", "--env", "EXIT_CODE=1", "lab/plain:1");
        Set<String> nodes = Set.of(scene.services.awaitRunning(name, 1).get(0).node());
        restartUntil(state, name, nodes);

        recoverAll();

        assertThat(updateState(name)).doesNotContain("paused", "rollback_started");
        scene.assertNoTrace(name);
        scene.services.remove(name);
    }

    /**
     * Where Swarm's restart of a task comes before its rollback, nothing is left to roll back, and where a slow machine lets
     * the task live longer than it is watched, the update is complete: then the next one counts.
     */
    private void restartUntil(String state, String name, Set<String> nodes) throws Exception {
        for (int attempt = 1; attempt <= 6; attempt++) {
            recoverAll();
            ActingInstance dying = scene.instance((step, service) -> {
                if (step == MoveStep.PINNED) {
                    throw new Killed();
                }
            });
            assertThatThrownBy(() -> dying.execute(new RestartService(scene.id(name), nodes))).isInstanceOf(Killed.class);
            String reached = await().atMost(RealTime.PATIENCE).pollInterval(Duration.ofMillis(100)).until(
                    () -> updateState(name), now -> now.startsWith(state) || now.equals("rollback_completed")
                    || now.equals("completed"));
            if (reached.startsWith(state)) {
                return;
            }
        }
        throw new AssertionError("in six attempts no update ended as " + state);
    }

    private void recoverAll() throws Exception {
        for (Intent intent : scene.intents.all()) {
            scene.instance().actions.recover(intent);
        }
    }

    private String updateState(String service) {
        return scene.api.service(service).at("/UpdateStatus/State").asText();
    }

    @Test
    @DisplayName("by an instance that takes it over before the pin puts no pin on")
    void takenOver() {
        scene.warm("lab/plain:1");
        String name = scene.create(1, "lab/plain:1");
        JsonNode before = scene.api.service(name);
        LabNode target = scene.otherWorker(scene.nodeOf(name));

        Outcome outcome = scene.instance((step, service) -> {
            if (step == MoveStep.IMAGE) {
                scene.intents.all().forEach(intent -> scene.intents.end(intent.id()));
            }
        }).move(scene.id(name), target);

        assertThat(outcome.message()).contains("taken over");
        assertThat(scene.api.service(name)).as("not written at all").isEqualTo(before);
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("by a stack deploy ends with the user's file and no pin")
    void stackDeployBetween(SwarmLab lab) {
        scene.warm("lab/plain:1");
        String stack = lab.fresh("st");
        deploy(lab, stack);
        String name = stack + "_web";
        scene.services.awaitRunning(name, 1);
        JsonNode before = scene.spec(name);
        LabNode target = scene.otherWorker(scene.nodeOf(name));

        Outcome outcome = scene.instance((step, service) -> {
            if (step == MoveStep.PINNED) {
                deploy(lab, stack);
            }
        }).move(scene.id(name), target);

        assertThat(outcome.message()).contains("somebody");
        scene.awaitSettled(name);
        assertThat(scene.services.awaitRunning(name, 1)).hasSize(1);
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
        lab.docker(lab.node(1), "service", "rollback", "-d", "-q", name);
        scene.execute(new RestorePreviousSpec(scene.id(name)));
        assertThat(scene.spec(name)).isEqualTo(before);
    }

    @Test
    @DisplayName("by a user's update keeps the update and loses the pin")
    void userUpdateBetween(SwarmLab lab) {
        scene.warm("lab/plain:1");
        String name = scene.create(1, "lab/plain:1");
        LabNode target = scene.otherWorker(scene.nodeOf(name));

        scene.instance((step, service) -> {
            if (step == MoveStep.PINNED) {
                lab.docker(lab.node(1), "service", "update", "-d", "-q", "--env-add", "NEW=1",
                        "--update-parallelism", "4", name);
            }
        }).move(scene.id(name), target);

        scene.assertNoTrace(name);
        JsonNode spec = scene.spec(name);
        assertThat(spec.at("/TaskTemplate/ContainerSpec/Env/0").asText()).isEqualTo("NEW=1");
        assertThat(spec.at("/UpdateConfig/Parallelism").asInt()).isEqualTo(4);
        assertThat(spec.at("/UpdateConfig/FailureAction").asText()).isEqualTo("pause");
        assertThat(scene.services.awaitRunning(name, 1)).hasSize(1);
    }

    @Test
    @DisplayName("by the end of the process is unpinned within the grace period")
    void stops(SwarmLab lab) throws Exception {
        LabNode target = lab.node(3);
        String name = scene.neverHealthyOn(target);
        JsonNode before = scene.spec(name);
        CompletableFuture<Void> pinned = new CompletableFuture<>();
        ActingInstance instance = scene.instance((step, service) -> {
            if (step == MoveStep.PINNED) {
                pinned.complete(null);
            }
        });
        CompletableFuture<Outcome> moving = CompletableFuture.supplyAsync(() -> instance.move(scene.id(name), target));
        pinned.join();

        instance.actions.stop(Duration.ofSeconds(12));

        assertThat(scene.spec(name)).as("stop returned before the move had ended").isEqualTo(before);
        assertThat(moving).succeedsWithin(RealTime.PATIENCE);
        scene.assertNoTrace(name);
        assertThat(instance.move(scene.id(name), target).result()).isEqualTo(Outcome.Result.SKIPPED);
    }

    @Test
    @DisplayName("by an engine that restarts goes on, or is undone where the leader that came back held the target for down")
    void engineRestarts(SwarmLab lab) {
        scene.warm("lab/plain:1");
        String name = scene.create(1, "lab/plain:1");
        JsonNode before = scene.spec(name);
        LabNode target = scene.otherWorker(scene.nodeOf(name));

        Outcome outcome = movedWhileItsEngineRestarts(lab, name, target);
        for (int again = 0; again < 2 && outcome.message().contains("no node the service was held to is left"); again++) {
            assertThat(scene.spec(name)).as(outcome.message()).isEqualTo(before);
            assertThat(scene.services.awaitRunning(name, 1)).as(outcome.message()).hasSize(1);
            scene.awaitSettled(name);
            target = scene.otherWorker(scene.nodeOf(name));
            outcome = movedWhileItsEngineRestarts(lab, name, target);
        }

        assertThat(scene.spec(name)).as(outcome.message()).isEqualTo(before);
        scene.assertNoTrace(name);
        assertThat(scene.services.awaitRunning(name, 1)).as(outcome.message()).extracting(LabTask::node).containsExactly(target.id());
    }

    private Outcome movedWhileItsEngineRestarts(SwarmLab lab, String name, LabNode target) {
        return scene.instance((step, service) -> {
            if (step == MoveStep.PINNED) {
                lab.restartEngine(lab.node(1));
            }
        }).move(scene.id(name), target);
    }

    private static void deploy(SwarmLab lab, String stack) {
        lab.exec(lab.node(1), "sh", "-c", """
                printf 'version: "3.8"
                services:
                  web:
                    image: lab/plain:1
                    stop_grace_period: 1s
                    deploy:
                      endpoint_mode: dnsrr
                      restart_policy: {delay: 100ms}
                      placement: {constraints: [node.role==worker]}
                ' | docker stack deploy -c - %s""".formatted(stack));
    }
}
