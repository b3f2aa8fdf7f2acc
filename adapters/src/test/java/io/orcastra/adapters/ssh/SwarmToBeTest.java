package io.orcastra.adapters.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.report.ActionWords;
import io.orcastra.adapters.report.Names;
import io.orcastra.adapters.ssh.SwarmToBe.Stage;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.policy.Founding;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.InventoryRole;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwarmToBeTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private static final Node LEADER = new Node(Cluster.id("n1"), "n1", NodeRole.MANAGER, Availability.ACTIVE, NodeStatus.READY, "",
                "10.0.0.1", Leadership.LEADER, new Platform("linux", "x86_64"),
                new Resources(4_000_000_000L, 8L << 30, Map.of()), "20.10.24", Map.of(), Set.of());

    private final Evaluation judge = new Evaluation(RuleBook.builtIn(), Budgets.DEFAULT, EngineListener.NOOP);
    private final Set<Object> facts = new HashSet<>();

    private void machine(String name, MachineState state) {
        facts.add(new InventoryNode(name, "10.0.0." + name.substring(1)));
        facts.add(new Machine(name, state, "", "", ""));
    }

    private List<String> later(DecisionRecord first) {
        return SwarmToBe.after(first, facts, later -> judge.evaluate(later, NOW)).stream().flatMap(SwarmToBeTest::words).toList();
    }

    private static Stream<String> words(Stage stage) {
        ActionWords words = new ActionWords(new Names(stage.decision().facts()));
        return stage.actions().stream().map(planned -> words.of(planned.proposal().action()));
    }

    @Test
    void aSwarmThatIsMadeGrowsToTheConfiguredOne_oneManagerAtATime() {
        for (String name : List.of("m1", "m2", "m3", "m4")) {
            machine(name, MachineState.OUT_OF_SWARM);
        }
        machine("m5", MachineState.UNREACHABLE);
        facts.add(new Founding("m1", "10.0.0.1", Set.of("m1", "m2", "m3")));
        facts.add(new InventoryRole("m2", NodeRole.MANAGER));
        facts.add(new InventoryLabel("m4", "disk", "ssd"));

        DecisionRecord first = judge.evaluate(facts, NOW);
        assertThat(first.plan().execute()).hasSize(1);
        List<String> later = later(first);

        assertThat(later).containsExactlyInAnyOrder("join m2 as a manager", "join m3 as a manager", "join m4 as a worker",
                "set label disk=ssd on m4");
        assertThat(later.indexOf("set label disk=ssd on m4")).isGreaterThan(later.indexOf("join m4 as a worker"));
    }

    /** From the configuration on; only ORC-BST-102 can make managers of machines without a role. */
    @Test
    void ofFiveMachinesWithoutARoleThreeBecomeManagers(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("swarm.yml"), "leader: m1\nnodes:\n" + Stream.of("m1", "m2", "m3", "m4", "m5")
                .map(name -> "  " + name + ": { ip: 10.0.0." + name.substring(1) + " }\n").collect(Collectors.joining()));
        facts.addAll(new ConfigurationLoader().load(folder, Map.of()).policies());
        for (String name : List.of("m1", "m2", "m3", "m4", "m5")) {
            machine(name, MachineState.OUT_OF_SWARM);
        }

        List<String> later = later(judge.evaluate(facts, NOW));

        assertThat(later).containsExactlyInAnyOrder("join m2 as a manager", "join m3 as a manager", "join m4 as a worker",
                "join m5 as a worker");
    }

    @Test
    void aMachineThatJoinsASwarmIsFollowedAsWell() {
        facts.addAll(new Cluster().with(LEADER).facts());
        machine("m2", MachineState.OUT_OF_SWARM);
        facts.add(new InventoryLabel("m2", "zone", "b"));

        assertThat(later(judge.evaluate(facts, NOW))).containsExactly("set label zone=b on m2");
    }

    @Test
    void whereNoMachineJoinsNothingFollows() {
        facts.addAll(new Cluster().with(LEADER).facts());
        machine("m2", MachineState.UNREACHABLE);

        assertThat(later(judge.evaluate(facts, NOW))).isEmpty();
    }
}
