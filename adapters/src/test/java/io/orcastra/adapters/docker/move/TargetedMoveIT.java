package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.lab.LabNode;
import io.orcastra.lab.LabTask;
import io.orcastra.lab.SwarmLab;
import io.orcastra.lab.WithSwarmLab;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WithSwarmLab(nodes = 4)
@DisplayName("A targeted move")
class TargetedMoveIT extends SceneCase {

    /** Everything docker-java's typed model would lose, and what a user's file usually has. */
    private static final String[] RICH = {
        "--cap-add", "NET_ADMIN", "--cap-drop", "MKNOD", "--sysctl", "net.ipv4.ip_local_port_range=20000 30000",
        "--ulimit", "nofile=1000:2000", "--limit-pids", "77", "--limit-memory", "64m", "--reserve-cpu", "0.1",
        "--placement-pref", "spread=node.labels.zone", "--replicas-max-per-node", "2", "--health-cmd", "true",
        "--health-interval", "200ms", "--health-retries", "2", "--env", "A=b=c", "--label", "owner=me",
        "--container-label", "in=side", "--mount", "type=tmpfs,dst=/scratch,tmpfs-size=1000000",
        "--host", "db:10.1.2.3", "--dns", "10.9.9.9", "--group", "1000", "--user", "0", "--hostname", "{{.Node.Hostname}}", "--init",
        "--stop-signal", "SIGINT", "--update-parallelism", "3", "--update-delay", "50ms",
        "--update-order", "stop-first", "--update-max-failure-ratio", "0.25", "--update-monitor", "1s", "--rollback-monitor", "1s",
        "--log-driver", "json-file", "--log-opt", "max-size=1m", "--restart-max-attempts", "9", "--restart-window", "3s", "--read-only",
    };

    @Test
    @DisplayName("costs one restart and leaves the spec as it was")
    void movesOnce() {
        scene.warm("lab/plain:1");
        String name = scene.create(1, "lab/plain:1");
        JsonNode before = scene.spec(name);
        LabNode target = scene.otherWorker(scene.nodeOf(name));

        Outcome outcome = scene.move(name, target);

        assertMovedOnce(name, target, before, outcome);
        assertThat(scene.move(name, target).result()).isEqualTo(Outcome.Result.SKIPPED);
        assertThat(scene.api.tasks(name)).hasSize(2);
    }

    @Test
    @DisplayName("keeps every field of a service that uses them all")
    void keepsRichSpec(SwarmLab lab) {
        lab.exec(lab.node(1), "sh", "-c",
                "echo c | docker config create conf - && echo s | docker secret create sec -");
        String[] arguments = new String[RICH.length + 5];
        System.arraycopy(RICH, 0, arguments, 0, RICH.length);
        System.arraycopy(new String[] {"--config", "source=conf,target=/conf,mode=0440", "--secret", "sec",
            "lab/health:1"}, 0, arguments, RICH.length, 5);
        scene.warm("lab/health:1");
        String name = scene.create(1, arguments);
        JsonNode before = scene.spec(name);
        LabNode target = scene.otherWorker(scene.nodeOf(name));

        Outcome outcome = scene.move(name, target);

        assertMovedOnce(name, target, before, outcome);
        assertThat(before.path("UpdateConfig").path("Parallelism").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("touches only the replica that is out of place")
    void movesOnlyTheDisplaced(SwarmLab lab) {
        scene.warm("lab/plain:1");
        String name = scene.create(3, "--replicas-max-per-node", "2", "lab/plain:1");
        JsonNode before = scene.spec(name);
        List<LabTask> running = scene.services.awaitRunning(name, 3);
        String left = running.get(0).node();
        Set<String> home = Set.of(running.get(1).node(), running.get(2).node());

        Outcome outcome = scene.execute(new MoveService(scene.id(name), home));

        assertThat(outcome).as(outcome.message()).extracting(Outcome::result, Outcome::restarts)
                .containsExactly(Outcome.Result.SUCCEEDED, 1);
        assertThat(scene.services.awaitRunning(name, 3)).contains(running.get(1), running.get(2));
        assertThat(scene.nodesOf(name)).isEqualTo(home).doesNotContain(left);
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
    }

    @Test
    @DisplayName("pulls a missing image first, leaves no job, and is then decided anew")
    void pullsFirst() {
        String name = scene.create(1, "lab/web:2");
        LabNode source = scene.nodeOf(name);
        LabNode target = scene.otherWorker(source);
        JsonNode before = scene.spec(name);
        ActingInstance instance = scene.instance();

        Outcome pulled = instance.move(scene.id(name), target);

        assertThat(pulled.result()).as(pulled.message()).isEqualTo(Outcome.Result.SKIPPED);
        assertThat(pulled.message()).contains("lab/web:2", "decided anew");
        assertThat(scene.nodeOf(name)).isEqualTo(source);
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
        assertMovedOnce(name, target, before, instance.move(scene.id(name), target));
    }

    @Test
    @DisplayName("goes to whichever of several home nodes has the image, start-first order kept")
    void keepsOrder(SwarmLab lab) {
        scene.warm("lab/plain:1");
        String name = scene.create(1, "--update-order", "start-first", "lab/plain:1");
        LabNode source = scene.nodeOf(name);
        LabNode one = scene.otherWorker(source);
        JsonNode before = scene.spec(name);

        Outcome outcome = scene.move(name, one, scene.otherWorker(source, one));

        assertThat(outcome.result()).as(outcome.message()).isEqualTo(Outcome.Result.SUCCEEDED);
        assertThat(scene.nodeOf(name)).isNotEqualTo(source);
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
    }

    private void assertMovedOnce(String name, LabNode target, JsonNode before, Outcome outcome) {
        assertThat(outcome).as(outcome.message()).extracting(Outcome::result, Outcome::restarts)
                .containsExactly(Outcome.Result.SUCCEEDED, 1);
        assertThat(scene.api.tasks(name)).hasSize(2);
        assertThat(scene.nodeOf(name)).isEqualTo(target);
        assertThat(scene.spec(name)).isEqualTo(before);
        scene.assertNoTrace(name);
    }
}
