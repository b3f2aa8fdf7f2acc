package io.orcastra.rules;

import static io.orcastra.rules.BootstrapWords.node;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.NEGATIVE;

import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.Founding;
import io.orcastra.facts.policy.HealedNode;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.InventoryRole;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What looks almost like a machine to join, or a node to mend. */
@ExtendWith(VerifierExtension.class)
class BootstrapNearMissTest {
    private static final InventoryNode N1 = new InventoryNode("n1", "10.0.0.1");
    private static final InventoryNode N2 = new InventoryNode("n2", "10.0.0.2");
    private static final InventoryRole MANAGER = new InventoryRole("n2", NodeRole.MANAGER);
    private static final InventoryRole WORKER = new InventoryRole("n2", NodeRole.WORKER);
    private static final HealedNode HEALED = new HealedNode("n2");
    private static final String CAUSE = "down " + id("n2");
    private static final Elapsed LONG = new Elapsed("down though it answers", id("n2"));
    private static final String OLD = "old";

    private static Machine machine(String hostname, MachineState state, String node) {
        return new Machine(hostname, state, node, "", "why");
    }

    private static Machine machine(MachineState state) {
        return machine("n2", state, id("n2"));
    }

    private static Cluster swarm() {
        return new Cluster().node("n1").with(N1, N2);
    }

    /** Node n2 is down, its machine answers and says that it is that node. */
    private static Cluster down() {
        return swarm().node("n2", NodeStatus.DOWN).with(machine(MachineState.IN_SWARM));
    }

    /** Machine n2 was made anew and is in the swarm; its former entry is left. */
    private static Cluster anew(NodeRole former) {
        return swarm().node("n2").with(machine(MachineState.IN_SWARM), node(OLD, "n2", former, NodeStatus.DOWN));
    }

    @Test
    @Verifies(value = "ORC-BST-106", as = NEGATIVE)
    void aMachineThatIsAwayOrWhoseNodeIsUnknownHasNoSilentEngine(RuleVerifier rules) {
        rules.given(swarm().node("n2", NodeStatus.DOWN).with(machine(MachineState.UNREACHABLE)));
        rules.given(swarm().node("n3", NodeStatus.DOWN).with(machine("n2", MachineState.ENGINE_SILENT, "")));
    }

    @Test
    @Verifies(value = "ORC-BST-107", as = NEGATIVE)
    void aMachineInAnotherSwarmSupersedesNone(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine("n2", MachineState.IN_SWARM, "elsewhere"),
                node(OLD, "n2", NodeRole.WORKER, NodeStatus.DOWN)));
    }

    @Test
    @Verifies(value = "ORC-BST-203", as = NEGATIVE)
    void noMachineJoinsASwarmOfWhichNoNodeIsReady(RuleVerifier rules) {
        rules.given(new Cluster().node("n1", NodeStatus.DOWN).with(N1, N2, machine("n2", MachineState.OUT_OF_SWARM, "")));
    }

    @Test
    @Verifies(value = "ORC-BST-204", as = NEGATIVE)
    void aWrittenWorkerIsNotPromoted(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(WORKER));
    }

    @Test
    @Verifies(value = "ORC-BST-205", as = NEGATIVE)
    void aWrittenManagerAndAWorkerAreNotDemoted(RuleVerifier rules) {
        rules.given(BootstrapWords.manager(swarm(), "n2", NodeStatus.READY).with(MANAGER));
        rules.given(swarm().node("n2").with(WORKER));
    }

    @Test
    @Verifies(value = "ORC-BST-206", as = NEGATIVE)
    void anotherTimerOfTheNodeDoesNotTellThatItStaysDown(RuleVerifier rules) {
        rules.given(down().with(HEALED, new Elapsed("superseded", id("n2"))));
    }

    @Test
    @Verifies(value = "ORC-BST-207", as = NEGATIVE)
    void anotherTimerOfAManagersEntryDoesNotTellThatItIsLeft(RuleVerifier rules) {
        rules.given(anew(NodeRole.MANAGER).with(HEALED, new Elapsed("down though it answers", OLD)));
    }

    @Test
    @Verifies(value = "ORC-BST-208", as = NEGATIVE)
    void anotherTimerOfAWorkersEntryDoesNotTellThatItIsLeft(RuleVerifier rules) {
        rules.given(anew(NodeRole.WORKER).with(HEALED, new Elapsed("down though it answers", OLD)));
    }

    @Test
    @Verifies(value = "ORC-BST-301", as = NEGATIVE)
    void theLeaderOfTheInventoryMayJoinWhateverManagersAreAway(RuleVerifier rules) {
        rules.given(new Cluster().node("n3").with(N1, N2, new Founding("n1", "10.0.0.1", Set.of("n1", "n2")),
                machine("n1", MachineState.OUT_OF_SWARM, ""), machine("n2", MachineState.UNREACHABLE, "")))
                .proposes(new JoinSwarm("n1", NodeRole.WORKER));
    }

    @Test
    @Verifies(value = "ORC-BST-303", as = NEGATIVE)
    void restartsOfAnotherMachineAndOtherWishesDoNotCount(RuleVerifier rules) {
        rules.given(down().with(HEALED, LONG, new Attempts("n3", CAUSE, 3)));
        rules.given(swarm().with(new Attempts("n2", CAUSE, 3),
                new Proposal("ORC-TST-201", new JoinSwarm("n2", NodeRole.WORKER), CAUSE, "a test wishes it")));
    }

    @Test
    @Verifies(value = "ORC-BST-401", as = NEGATIVE)
    void aMachineThatIsInNoSwarmCanBeReached(RuleVerifier rules) {
        rules.given(swarm().with(machine("n2", MachineState.OUT_OF_SWARM, "")));
    }

    @Test
    @Verifies(value = "ORC-BST-404", as = NEGATIVE)
    void aMachineWhoseSwarmIsBrokenIsToldAsThat(RuleVerifier rules) {
        rules.given(swarm().with(machine("n2", MachineState.SWARM_BROKEN, "elsewhere")));
    }

    @Test
    @Verifies(value = "ORC-BST-405", as = NEGATIVE)
    void aMachineThatIsInNoSwarmHasNoneThatIsBroken(RuleVerifier rules) {
        rules.given(swarm().with(machine("n2", MachineState.OUT_OF_SWARM, "")));
    }

    @Test
    @Verifies(value = "ORC-BST-406", as = NEGATIVE)
    void anEngineThatIsInNoSwarmIsNotSilent(RuleVerifier rules) {
        rules.given(swarm().with(machine("n2", MachineState.OUT_OF_SWARM, "")));
    }

    @Test
    @Verifies(value = "ORC-BST-408", as = NEGATIVE)
    void restartsOfAnotherMachineAreNotReported(RuleVerifier rules) {
        rules.given(down().with(HEALED, new Attempts("n3", CAUSE, 3)));
        rules.given(swarm().node("n3", NodeStatus.DOWN).with(machine("n3", MachineState.IN_SWARM, id("n3")), HEALED,
                new Attempts("n2", "down " + id("n3"), 3)));
    }
}
