package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 4)
@DisplayName("A restart in place")
class ServiceRestartIT extends SceneCase {

    private static final String ONLY_WHEN_WELL = "sh -c 'test -e /srv/well && exec sleep 3600'";

    @Test
    @DisplayName("replaces the task once, on its node, although another node has less to do")
    void staysOnItsNode(SwarmLab lab) {
        scene.warm("lab/plain:1");
        String name = scene.create(1, "lab/plain:1");
        LabNode node = scene.nodeOf(name);
        String busy = scene.create(3, "--constraint", "node.id==" + node.id(), "lab/plain:1");
        JsonNode before = scene.spec(name);

        Outcome outcome = scene.execute(new RestartService(scene.id(name), Set.of(node.id())));
        scene.services.remove(busy);

        assertThat(outcome).as(outcome.message()).extracting(Outcome::result, Outcome::restarts)
                .containsExactly(Outcome.Result.SUCCEEDED, 1);
        assertThat(scene.api.tasks(name)).hasSize(2);
        assertThat(scene.nodeOf(name)).isEqualTo(node);
        assertThat(scene.spec(name)).isEqualTo(forced(before));
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("replaces every replica once, and none leaves the nodes they are on")
    void severalReplicas(SwarmLab lab) {
        scene.warm("lab/plain:1");
        String name = scene.create(2, "--replicas-max-per-node", "1", "lab/plain:1");
        Set<String> nodes = scene.nodesOf(name);
        JsonNode before = scene.spec(name);

        Outcome outcome = scene.execute(new RestartService(scene.id(name), nodes));

        assertThat(outcome).as(outcome.message()).extracting(Outcome::result, Outcome::restarts)
                .containsExactly(Outcome.Result.SUCCEEDED, 2);
        assertThat(scene.api.tasks(name)).hasSize(4);
        assertThat(scene.nodesOf(name)).isEqualTo(nodes);
        assertThat(scene.spec(name)).isEqualTo(forced(before));
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("brings back a service that Swarm has given up")
    void revives(SwarmLab lab) {
        scene.warm("lab/plain:1");
        lab.nodes().forEach(node -> lab.exec(node, "rm", "-f", "/srv/well"));
        String name = scene.services.create("once", "--constraint", "node.role==worker", "--restart-condition", "none",
                "--mount", "type=bind,src=/srv,dst=/srv,readonly", "--entrypoint", ONLY_WHEN_WELL, "lab/plain:1");
        scene.awaitEnded(name);
        lab.nodes().forEach(node -> lab.exec(node, "touch", "/srv/well"));

        Outcome outcome = scene.execute(new RestartService(scene.id(name), Set.of()));

        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.SUCCEEDED);
        assertThat(scene.services.awaitRunning(name, 1)).hasSize(1);
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("that fails leaves no stopped update behind, so that the next attempt can be made")
    void leavesNoStoppedUpdate(SwarmLab lab) {
        scene.warm("lab/plain:1");
        String name = scene.services.create("crash", "--constraint", "node.role==worker", "--restart-condition", "none",
                "--env", "EXIT_AFTER=1", "--env", "EXIT_CODE=1", "lab/plain:1");
        scene.awaitEnded(name);

        Outcome first = scene.execute(new RestartService(scene.id(name), Set.of()));
        Outcome second = scene.execute(new RestartService(scene.id(name), Set.of()));

        assertThat(first.result()).as(first.message()).isEqualTo(Outcome.Result.FAILED);
        assertThat(second.result()).as(second.message()).isEqualTo(Outcome.Result.FAILED);
        assertThat(lab.docker(lab.node(1), "service", "inspect", "-f", "{{json .UpdateStatus}}", name))
                .doesNotContain("paused");
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("beside its data that fails, and whose rollback fails too, leaves no stopped update behind either")
    void leavesNoStoppedRollback(SwarmLab lab) {
        scene.warm("lab/plain:1");
        lab.nodes().forEach(node -> lab.exec(node, "touch", "/srv/well"));
        String name = scene.create(1, "--mount", "type=bind,src=/srv,dst=/srv,readonly", "--rollback-monitor", "2s",
                "--entrypoint", ONLY_WHEN_WELL, "lab/plain:1");
        Set<String> nodes = Set.of(scene.services.awaitRunning(name, 1).get(0).node());
        lab.nodes().forEach(node -> lab.exec(node, "rm", "/srv/well"));
        RestartService restart = new RestartService(scene.id(name), nodes);

        Outcome first = scene.execute(restart);

        assertThat(first.result()).as(first.message()).isEqualTo(Outcome.Result.FAILED);
        assertThat(lab.docker(lab.node(1), "service", "inspect", "-f", "{{json .UpdateStatus}}", name))
                .doesNotContain("paused");
        scene.assertNoTrace(name);
        scene.services.remove(name);
    }

    @Test
    @DisplayName("that fails at the first replica spares the others, if their owner lets an update wait between them")
    void sparesTheRest(SwarmLab lab) {
        scene.warm("lab/plain:1");
        lab.nodes().forEach(node -> lab.exec(node, "touch", "/srv/well"));
        String name = scene.create(2, "--replicas-max-per-node", "1", "--mount", "type=bind,src=/srv,dst=/srv,readonly",
                "--update-monitor", "2s", "--update-delay", "4s",
                "--entrypoint", ONLY_WHEN_WELL, "lab/plain:1");
        Set<String> before = ids(scene.services.awaitRunning(name, 2));
        lab.nodes().forEach(node -> lab.exec(node, "rm", "/srv/well"));

        Outcome outcome = scene.execute(new RestartService(scene.id(name), Set.of()));

        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.FAILED);
        assertThat(scene.api.running(name)).extracting(LabTask::id)
                .as("of the tasks before, the one that was spared").filteredOn(before::contains).hasSize(1);
        assertThat(lab.docker(lab.node(1), "service", "inspect", "-f", "{{json .UpdateStatus}}", name))
                .doesNotContain("paused");
        scene.assertNoTrace(name);
        scene.services.remove(name);
    }

    private static Set<String> ids(List<LabTask> tasks) {
        return tasks.stream().map(LabTask::id).collect(Collectors.toSet());
    }

    private static JsonNode forced(JsonNode spec) {
        ObjectNode forced = spec.deepCopy();
        ((ObjectNode) forced.path("TaskTemplate")).put("ForceUpdate", 1);
        return forced;
    }
}
