package io.orcastra.adapters.docker.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Managers of different engine versions")
class ManagerVersionsTest {

    private static final Node LEADER = manager("28.5.2", Leadership.LEADER, NodeStatus.READY);

    @Test
    @DisplayName("forbid every write, and are named")
    void forbidWrites() {
        assertThat(ManagerVersions.disagreement(List.of(LEADER, manager("20.10.24", Leadership.REACHABLE, NodeStatus.READY))))
                .hasValueSatisfying(reason -> assertThat(reason).contains("20.10.24, 28.5.2"));
    }

    @Test
    @DisplayName("are no matter of workers, of the dead, and of those that never reported")
    void ignoresOthers() {
        List<Node> nodes = List.of(LEADER, manager("28.5.2", Leadership.REACHABLE, NodeStatus.READY),
                node(NodeRole.WORKER, "20.10.24", Leadership.NONE, NodeStatus.READY),
                manager("20.10.24", Leadership.UNREACHABLE, NodeStatus.DOWN),
                manager("20.10.24", Leadership.REACHABLE, NodeStatus.DOWN),
                manager("", Leadership.REACHABLE, NodeStatus.READY));

        assertThat(ManagerVersions.disagreement(nodes)).isEmpty();
        assertThat(ManagerVersions.olderLeader(nodes)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"28.5.2, 20.10.24, false", "20.10.24, 28.5.2, true", "20.10.9, 20.10.24, true", "28.5.2, 28.5.2, false",
        "20.10.24+dfsg1, 28.5.2, true", "dev, 28.5.2, false"})
    @DisplayName("forbid to take off what is ours only where the leader is the older one")
    void letsClear(String leads, String other, boolean forbidden) {
        assertThat(ManagerVersions.olderLeader(List.of(manager(leads, Leadership.LEADER, NodeStatus.READY),
                manager(other, Leadership.REACHABLE, NodeStatus.READY))).isPresent()).isEqualTo(forbidden);
    }

    private static Node manager(String version, Leadership leadership, NodeStatus status) {
        return node(NodeRole.MANAGER, version, leadership, status);
    }

    private static Node node(NodeRole role, String version, Leadership leadership, NodeStatus status) {
        return new Node("id", "host", role, Availability.ACTIVE, status, "", "", leadership,
                new Platform("linux", "x86_64"), Resources.NONE, version, Map.of(), Set.of());
    }
}
