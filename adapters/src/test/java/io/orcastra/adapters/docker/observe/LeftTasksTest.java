package io.orcastra.adapters.docker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.lab.RealTime;
import io.orcastra.rules.verify.Cluster;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Swarm gave up on a node that is down is told until its end is known. */
class LeftTasksTest {
    private static final String ASKED = "GET /v1.41/tasks?ended";

    private final RecordedEngine engine = RecordedEngine.start();
    private boolean wanted = true;
    private final LeftTasks left = new LeftTasks(new DockerApi(engine.endpoint(), ApiListener.NOOP, RealTime.CLOCK), () -> wanted);

    @AfterEach
    void close() {
        engine.close();
    }

    private static List<Node> nodes(NodeStatus status) {
        return new Cluster().node("n1").node("n2", status).facts().stream().map(Node.class::cast).toList();
    }

    private void answer(String state, String node) {
        engine.answerEndedTasks("""
                [{"ID": "old", "ServiceID": "db", "NodeID": "%s", "DesiredState": "shutdown", "Status": {"State": "%s"}}]
                """.formatted(node, state));
    }

    @Test
    void nothingIsAskedWhileAllNodesAreWell() {
        assertThat(left.look(nodes(NodeStatus.READY))).isEmpty();
        assertThat(engine.requests()).doesNotContain(ASKED);
    }

    @Test
    void nothingIsAskedWhileNobodyWantsToKnow() {
        answer("running", "n2-id");
        wanted = false;
        assertThat(left.look(nodes(NodeStatus.DOWN))).isEmpty();
        assertThat(engine.requests()).doesNotContain(ASKED);
        wanted = true;
        assertThat(left.look(nodes(NodeStatus.DOWN))).hasSize(1);
    }

    @Test
    void whatMayRunOnANodeThatIsDownIsLeft() {
        answer("running", "n2-id");
        assertThat(left.look(nodes(NodeStatus.DOWN))).containsExactly(new LeftTask("old", "db", "n2-id"));
        answer("preparing", "n2-id");
        assertThat(left.look(nodes(NodeStatus.DOWN))).hasSize(1);
    }

    @Test
    void whatHasEndedOrRanElsewhereIsNot() {
        answer("shutdown", "n2-id");
        assertThat(left.look(nodes(NodeStatus.DOWN))).isEmpty();
        answer("running", "n1-id");
        assertThat(left.look(nodes(NodeStatus.DOWN))).isEmpty();
    }

    @Test
    void itIsFollowedAfterTheReturnOfItsNodeUntilItHasEnded() {
        answer("running", "n2-id");
        left.look(nodes(NodeStatus.DOWN));
        assertThat(left.look(nodes(NodeStatus.READY))).hasSize(1);
        answer("shutdown", "n2-id");
        assertThat(left.look(nodes(NodeStatus.READY))).isEmpty();
        int asked = engine.requests().size();
        assertThat(left.look(nodes(NodeStatus.READY))).isEmpty();
        assertThat(engine.requests()).as("not asked any more").hasSize(asked);
    }
}
