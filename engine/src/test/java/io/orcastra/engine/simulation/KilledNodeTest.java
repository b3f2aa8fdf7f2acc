package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.policy.HealedNode;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is dead, or does not come back by a restart of its engine, is told all the time and tried no further. */
class KilledNodeTest {
    private static final String HOST = "oak";
    private static final Duration HOUR = Duration.ofHours(1);

    private final SimulatedSwarm swarm = new SimulatedSwarm(new Scenario(VirtualClock.START,
            Set.of(node("hill", NodeRole.MANAGER), node(HOST, NodeRole.WORKER)), Map.of(), Map.of(), List.of(), SwarmTimes.DEFAULT,
            List.of(), List.of(new MachineAnswer("hill", MachineState.IN_SWARM, true),
                    new MachineAnswer(HOST, MachineState.IN_SWARM, false))), 1);
    private final List<String> begun = new ArrayList<>();
    private final SimulatedLoop loop = new SimulatedLoop(swarm, "hill", "one", RuleVerifier.pack(), EngineSettings.DEFAULT,
            Set.of(new InventoryNode(HOST, "10.0.0.2"), new HealedNode(HOST)), new EngineListener() {
                @Override
                public void actionStarted(PlannedAction planned) {
                    begun.add(planned.proposal().rule() + " " + planned.proposal().subject());
                }
            });

    private static Node node(String hostname, NodeRole role) {
        return new Node(hostname + "-id", hostname, role, Availability.ACTIVE, NodeStatus.READY, "", "10.0.0.1",
                role == NodeRole.MANAGER ? Leadership.LEADER : Leadership.NONE, new Platform("linux", "x86_64"),
                new Resources(1_000_000_000L, 1L << 30, Map.of()), "28.5.2", Map.of(), Set.of());
    }

    /** The rules that report something about the node, in each decision of that time. */
    private Set<List<String>> reported(Duration time) {
        Set<List<String>> all = new HashSet<>();
        loop.advance(time, record -> all.add(reported(record)));
        return all;
    }

    private static List<String> reported(DecisionRecord record) {
        return record.findings().stream().filter(finding -> finding.subject().equals(HOST)).map(Finding::rule).sorted().toList();
    }

    @Test
    void aMachineThatIsDeadIsReportedAndNeverTried() {
        loop.advance(Duration.ofMinutes(2));
        swarm.lose(HOST);
        swarm.becomes(HOST, MachineState.UNREACHABLE);
        loop.advance(Duration.ofMinutes(2));

        assertThat(reported(HOUR)).containsExactly(List.of("ORC-BST-401"));
        assertThat(begun).isEmpty();
        assertThat(swarm.census().nodes()).as("nothing is taken from the swarm").hasSize(2);
    }

    @Test
    void anEngineIsRestartedThreeTimesAndThenReportedOnly() {
        loop.advance(Duration.ofMinutes(2));
        swarm.cutOff(HOST);
        loop.advance(HOUR);
        assertThat(begun).containsExactly("ORC-BST-206 " + HOST, "ORC-BST-206 " + HOST, "ORC-BST-206 " + HOST);

        assertThat(reported(HOUR)).containsExactly(List.of("ORC-BST-408"));
        assertThat(begun).as("another hour later").hasSize(3);
    }

    @Test
    void aMachineThatDiesWhileItIsMendedIsTriedNoFurther() {
        loop.advance(Duration.ofMinutes(2));
        swarm.cutOff(HOST);
        for (int second = 0; second < 300 && begun.isEmpty(); second++) {
            loop.advance(Duration.ofSeconds(1));
        }
        assertThat(begun).as("restarts before").hasSize(1);

        swarm.lose(HOST);
        swarm.becomes(HOST, MachineState.UNREACHABLE);

        loop.advance(Duration.ofMinutes(1));
        assertThat(reported(HOUR)).containsExactly(List.of("ORC-BST-401"));
        assertThat(begun).hasSize(1);
    }
}
