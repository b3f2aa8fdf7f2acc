package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.control.Unsettled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualClock clock = new VirtualClock();
    private final Settling settling = new Settling(clock);

    private static Node manager(String id, Leadership leadership, NodeStatus status, String message, String version) {
        return new Node(id, id, NodeRole.MANAGER, Availability.ACTIVE, status, message, "10.0.0.1", leadership,
                new Platform("linux", "x86_64"), Resources.NONE, version, Map.of(), Set.of());
    }

    private static Node manager(String id, Leadership leadership) {
        return manager(id, leadership, NodeStatus.READY, "", "20.10.24");
    }

    private static final List<Node> CALM = List.of(
            manager("m1", Leadership.LEADER), manager("m2", Leadership.REACHABLE), manager("m3", Leadership.REACHABLE));

    private List<String> reasons() {
        return settling.reasons().stream().map(Unsettled::reason).toList();
    }

    private void settle() {
        settling.looked(CALM, SETTLE);
        clock.advance(SECOND);
        settling.looked(CALM, SETTLE);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void aStartNeedsTwoEqualLooksASecondApart() {
        assertThat(reasons()).isNotEmpty();
        settling.looked(CALM, SETTLE);
        assertThat(reasons()).isNotEmpty();
        clock.advance(Duration.ofMillis(900));
        settling.looked(CALM, SETTLE);
        assertThat(reasons()).isNotEmpty();
        assertThat(settling.due()).isEqualTo(Duration.ofMillis(100));

        clock.advance(Duration.ofMillis(100));
        settling.looked(CALM, SETTLE);

        assertThat(reasons()).isEmpty();
        assertThat(settling.due()).isNull();
    }

    @Test
    void aNodeThatChangesBetweenThemStartsTheCountAnew() {
        settling.looked(CALM, SETTLE);
        clock.advance(SECOND);
        settling.looked(List.of(CALM.get(0), CALM.get(1), manager("m3", Leadership.UNREACHABLE)), SETTLE);

        assertThat(reasons()).isNotEmpty();
    }

    @Test
    void aStartDuringAChangeOfLeaderWaitsForItsMessagesToGo() {
        List<Node> aftermath = List.of(CALM.get(0), CALM.get(1), manager("m3", Leadership.REACHABLE, NodeStatus.READY,
                "Node moved to \"unknown\" state due to leadership change in cluster", "20.10.24"));
        settling.looked(aftermath, SETTLE);
        clock.advance(SECOND);
        settling.looked(aftermath, SETTLE);

        assertThat(reasons()).isNotEmpty();
    }

    @Test
    void aReconnectNeedsTwoEqualLooksAgain() {
        settle();
        settling.failed("docker", "timed out");
        assertThat(reasons()).containsExactly("docker could not be observed: timed out");

        settling.looked(CALM, SETTLE);
        assertThat(reasons()).isNotEmpty();
        clock.advance(SECOND);
        settling.looked(CALM, SETTLE);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void aChangeOfLeaderUnsettlesForItsWholeTime() {
        settle();
        List<Node> after = List.of(manager("m2", Leadership.LEADER), manager("m3", Leadership.REACHABLE),
                manager("m1", Leadership.REACHABLE));
        settling.looked(after, SETTLE);
        assertThat(settling.reasons()).containsExactly(new Unsettled("the leader changed", clock.instant().plus(SETTLE)));

        clock.advance(SETTLE.minusMillis(1));
        settling.looked(after, SETTLE);
        assertThat(reasons()).containsExactly("the leader changed");
        assertThat(settling.due()).isEqualTo(Duration.ofMillis(1));

        clock.advance(Duration.ofMillis(1));
        settling.looked(after, SETTLE);
        assertThat(reasons()).isEmpty();
    }

    @Test
    void aLeaderThatChangedWhileNobodyLookedUnsettlesToo() {
        settle();
        settling.failed("docker", "timed out");
        List<Node> after = List.of(manager("m2", Leadership.LEADER), manager("m3", Leadership.REACHABLE),
                manager("m1", Leadership.UNREACHABLE));
        settling.looked(after, SETTLE);
        clock.advance(SECOND);
        settling.looked(after, SETTLE);

        assertThat(reasons()).containsExactly("the leader changed");
    }

    @Test
    void oneLookTellsQuorumVersionsAndUnknownNodes() {
        assertThat(Settling.oneLook(List.of(manager("m1", Leadership.LEADER), manager("m2", Leadership.UNREACHABLE))))
                .extracting(Unsettled::reason).containsExactly("quorum lost: 1 of 2 managers are reachable");
        assertThat(Settling.oneLook(List.of(manager("m1", Leadership.LEADER),
                manager("m2", Leadership.REACHABLE, NodeStatus.READY, "", "27.0.1"))))
                .extracting(Unsettled::reason).containsExactly("managers run different engine versions: 20.10.24, 27.0.1");
        assertThat(Settling.oneLook(List.of(manager("m1", Leadership.LEADER, NodeStatus.UNKNOWN, "", "20.10.24"))))
                .extracting(Unsettled::reason).containsExactly("the status of m1 is unknown");
        assertThat(Settling.oneLook(CALM)).isEmpty();
    }
}
