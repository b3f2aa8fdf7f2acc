package io.orcastra.rules;

import static io.orcastra.rules.BootstrapWords.node;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.condition.AnswersWhileDown;
import io.orcastra.facts.condition.Superseded;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.policy.HealedNode;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.InventoryRole;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes that are down, machines that were made anew, and what only an operator can mend. */
@ExtendWith(VerifierExtension.class)
class MendingRulesTest {
    private static final InventoryNode N2 = new InventoryNode("n2", "10.0.0.2");
    private static final HealedNode HEALED = new HealedNode("n2");
    private static final String CAUSE = "down " + id("n2");
    private static final Elapsed LONG = new Elapsed("down though it answers", id("n2"));
    private static final RestartEngine RESTART = new RestartEngine("n2");
    private static final String OLD = "old";
    private static final Elapsed LEFT = new Elapsed("superseded", OLD);

    private static Machine machine(MachineState state) {
        return machine(state, id("n2"));
    }

    private static Machine machine(MachineState state, String node) {
        return new Machine("n2", state, node, "", "why");
    }

    private static Cluster swarm() {
        return new Cluster().node("n1").with(N2);
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
    @Verifies(value = "ORC-BST-105", as = POSITIVE)
    void aNodeIsDownThoughItsMachineAnswers(RuleVerifier rules) {
        rules.given(down()).concludes(new AnswersWhileDown(id("n2"), "n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-105", as = NEGATIVE)
    void aNodeThatIsReadyIsNotDown(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.IN_SWARM))).concludesNo(AnswersWhileDown.class);
        rules.given(swarm().node("n2", NodeStatus.DOWN).with(machine(MachineState.UNREACHABLE))).concludesNo(AnswersWhileDown.class);
    }

    @Test
    @Verifies(value = "ORC-BST-105", as = BOUNDARY)
    void aNodeThatIsDisconnectedIsNotDownYet(RuleVerifier rules) {
        rules.given(swarm().node("n2", NodeStatus.DISCONNECTED).with(machine(MachineState.SWARM_BROKEN)))
                .concludesNo(AnswersWhileDown.class);
        rules.given(swarm().node("n2", NodeStatus.DOWN).with(machine(MachineState.SWARM_BROKEN)))
                .concludes(new AnswersWhileDown(id("n2"), "n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-106", as = POSITIVE)
    void anEngineIsSilentOnAMachineThatLetsUsIn(RuleVerifier rules) {
        rules.given(swarm().node("n2", NodeStatus.DOWN).with(machine(MachineState.ENGINE_SILENT)))
                .concludes(new AnswersWhileDown(id("n2"), "n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-106", as = NEGATIVE)
    void aSilentEngineOfANodeThatIsNotDownIsLeftAlone(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.ENGINE_SILENT))).concludesNo(AnswersWhileDown.class);
    }

    @Test
    @Verifies(value = "ORC-BST-106", as = BOUNDARY)
    void ofTwoNodesOfOneNameASilentEngineIsNeither(RuleVerifier rules) {
        rules.given(swarm().node("n2", NodeStatus.DOWN).with(machine(MachineState.ENGINE_SILENT),
                node(OLD, "n2", NodeRole.WORKER, NodeStatus.DOWN))).concludesNo(AnswersWhileDown.class);
        rules.given(swarm().node("n2", NodeStatus.DOWN).with(machine(MachineState.ENGINE_SILENT)))
                .concludes(new AnswersWhileDown(id("n2"), "n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-107", as = POSITIVE)
    void aFormerEntryIsSuperseded(RuleVerifier rules) {
        rules.given(anew(NodeRole.WORKER)).concludes(new Superseded(OLD, "n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-107", as = NEGATIVE)
    void twoLiveNodesOfOneNameAreTwoNodes(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.IN_SWARM),
                node(OLD, "n2", NodeRole.WORKER, NodeStatus.READY))).concludesNo(Superseded.class);
    }

    @Test
    @Verifies(value = "ORC-BST-107", as = BOUNDARY)
    void onlyTheMachineItselfSaysWhichNodeItIs(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.UNREACHABLE),
                node(OLD, "n2", NodeRole.WORKER, NodeStatus.DOWN))).concludesNo(Superseded.class);
        rules.given(swarm().node("n2", NodeStatus.DOWN).with(machine(MachineState.IN_SWARM),
                node(OLD, "n2", NodeRole.WORKER, NodeStatus.DOWN))).concludesNo(Superseded.class);
        rules.given(anew(NodeRole.WORKER)).concludes(new Superseded(OLD, "n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-206", as = POSITIVE)
    void theEngineOfANodeThatStaysDownIsRestarted(RuleVerifier rules) {
        rules.given(down().with(HEALED, LONG)).approves(RESTART);
    }

    @Test
    @Verifies(value = "ORC-BST-206", as = NEGATIVE)
    void anEngineIsNotRestartedWithoutPermission(RuleVerifier rules) {
        rules.given(down().with(LONG, new InventoryRole("n2", NodeRole.WORKER))).proposes();
    }

    @Test
    @Verifies(value = "ORC-BST-206", as = BOUNDARY)
    void anEngineIsNotRestartedBeforeAMinute(RuleVerifier rules) {
        rules.given(down().with(HEALED)).proposes();
        rules.given(down().with(HEALED, LONG)).proposes(RESTART);
    }

    @Test
    @Verifies(value = "ORC-BST-207", as = POSITIVE)
    void theFormerEntryOfAManagerIsDemoted(RuleVerifier rules) {
        rules.given(anew(NodeRole.MANAGER).with(HEALED, LEFT)).approves(new ChangeRole(OLD, NodeRole.WORKER));
    }

    @Test
    @Verifies(value = "ORC-BST-207", as = NEGATIVE)
    void theFormerEntryOfAManagerIsLeftWithoutPermission(RuleVerifier rules) {
        rules.given(anew(NodeRole.MANAGER).with(LEFT)).proposes();
    }

    @Test
    @Verifies(value = "ORC-BST-207", as = BOUNDARY)
    void theFormerEntryOfAWorkerIsNotDemoted(RuleVerifier rules) {
        rules.given(anew(NodeRole.WORKER).with(HEALED, LEFT)).proposes(new RemoveNode(OLD));
        rules.given(anew(NodeRole.MANAGER).with(HEALED)).proposes();
        rules.given(anew(NodeRole.MANAGER).with(HEALED, LEFT)).proposes(new ChangeRole(OLD, NodeRole.WORKER));
    }

    @Test
    @Verifies(value = "ORC-BST-208", as = POSITIVE)
    void theFormerEntryOfAWorkerIsRemoved(RuleVerifier rules) {
        rules.given(anew(NodeRole.WORKER).with(HEALED, LEFT)).approves(new RemoveNode(OLD));
        rules.given(anew(NodeRole.WORKER).with(LEFT, new InventoryRole("n2", NodeRole.WORKER))).approves(new RemoveNode(OLD));
    }

    @Test
    @Verifies(value = "ORC-BST-208", as = NEGATIVE)
    void theFormerEntryOfAWorkerIsLeftWithoutPermission(RuleVerifier rules) {
        rules.given(anew(NodeRole.WORKER).with(LEFT, new HealedNode("n1"))).proposes();
    }

    @Test
    @Verifies(value = "ORC-BST-208", as = BOUNDARY)
    void theFormerEntryOfAManagerIsDemotedFirst(RuleVerifier rules) {
        rules.given(anew(NodeRole.MANAGER).with(HEALED, LEFT)).proposes(new ChangeRole(OLD, NodeRole.WORKER));
        rules.given(anew(NodeRole.WORKER).with(HEALED)).proposes();
        rules.given(anew(NodeRole.WORKER).with(HEALED, LEFT)).proposes(new RemoveNode(OLD));
    }

    @Test
    @Verifies(value = "ORC-BST-303", as = POSITIVE)
    void afterThreeRestartsNoneFollows(RuleVerifier rules) {
        rules.given(down().with(HEALED, LONG, new Attempts("n2", CAUSE, 3))).vetoes("ORC-BST-303", "three restarts did not help");
    }

    @Test
    @Verifies(value = "ORC-BST-303", as = NEGATIVE)
    void attemptsForAnotherCauseDoNotCount(RuleVerifier rules) {
        rules.given(down().with(HEALED, LONG, new Attempts("n2", "not in the swarm", 3))).approves(RESTART);
    }

    @Test
    @Verifies(value = "ORC-BST-303", as = BOUNDARY)
    void afterTwoRestartsAThirdFollows(RuleVerifier rules) {
        rules.given(down().with(HEALED, LONG, new Attempts("n2", CAUSE, 2))).approves(RESTART);
        rules.given(down().with(HEALED, LONG, new Attempts("n2", CAUSE, 4))).vetoes("ORC-BST-303", "three restarts");
    }

    @Test
    @Verifies(value = "ORC-BST-401", as = POSITIVE)
    void aMachineThatDoesNotAnswerIsReported(RuleVerifier rules) {
        rules.given(swarm().with(machine(MachineState.UNREACHABLE))).finds("ORC-BST-401", "n2 cannot be reached: why");
    }

    @Test
    @Verifies(value = "ORC-BST-401", as = NEGATIVE)
    void aMachineWhoseNodeIsReadyNeedNotAnswer(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.UNREACHABLE))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-401", as = BOUNDARY)
    void aMachineThatDoesNotAnswerIsReportedOnceItsNodeIsNotReady(RuleVerifier rules) {
        rules.given(swarm().node("n2", NodeStatus.UNKNOWN).with(machine(MachineState.UNREACHABLE))).finds("ORC-BST-401", "n2");
        rules.given(swarm().node("n2").with(machine(MachineState.UNREACHABLE))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-402", as = POSITIVE)
    void aForeignHostKeyIsReported(RuleVerifier rules) {
        rules.given(swarm().with(machine(MachineState.UNTRUSTED))).finds("ORC-BST-402", "n2 is not trusted: why");
    }

    @Test
    @Verifies(value = "ORC-BST-402", as = NEGATIVE)
    void aMachineThatIsTrustedIsNoFinding(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.IN_SWARM))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-402", as = BOUNDARY)
    void aForeignHostKeyIsReportedThoughTheNodeIsReady(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.UNTRUSTED))).finds("ORC-BST-402", "n2");
        rules.given(swarm().node("n2").with(machine(MachineState.UNREACHABLE))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-403", as = POSITIVE)
    void aRefusedLoginIsReported(RuleVerifier rules) {
        rules.given(swarm().with(machine(MachineState.LOGIN_REFUSED))).finds("ORC-BST-403", "n2 does not let us in: why");
    }

    @Test
    @Verifies(value = "ORC-BST-403", as = NEGATIVE)
    void aLoginThatWorksIsNoFinding(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.IN_SWARM))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-403", as = BOUNDARY)
    void aRefusedLoginIsReportedThoughTheNodeIsReady(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.LOGIN_REFUSED))).finds("ORC-BST-403", "n2");
        rules.given(swarm().node("n2").with(machine(MachineState.UNREACHABLE))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-404", as = POSITIVE)
    void aMachineInAnotherSwarmIsReported(RuleVerifier rules) {
        rules.given(swarm().with(machine(MachineState.IN_SWARM, "elsewhere"))).finds("ORC-BST-404", "another swarm");
    }

    @Test
    @Verifies(value = "ORC-BST-404", as = NEGATIVE)
    void aMachineOfThisSwarmIsNoFinding(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.IN_SWARM))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-404", as = BOUNDARY)
    void nothingIsAnotherSwarmBeforeThisOneWasSeen(RuleVerifier rules) {
        rules.given(new Cluster().with(machine(MachineState.IN_SWARM, "elsewhere"))).concludesNo(Finding.class);
        rules.given(swarm().with(machine(MachineState.IN_SWARM, "elsewhere"))).finds("ORC-BST-404", "another swarm");
    }

    @Test
    @Verifies(value = "ORC-BST-405", as = POSITIVE)
    void aMachineThatCannotTakePartIsReported(RuleVerifier rules) {
        rules.given(swarm().with(machine(MachineState.SWARM_BROKEN))).finds("ORC-BST-405", "cannot take part in its swarm: why");
    }

    @Test
    @Verifies(value = "ORC-BST-405", as = NEGATIVE)
    void aMachineThatTakesPartIsNoFinding(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.IN_SWARM))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-405", as = BOUNDARY)
    void aMachineWhoseNodeIsReadyIsNotBroken(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.SWARM_BROKEN))).concludesNo(Finding.class);
        rules.given(swarm().node("n2", NodeStatus.UNKNOWN).with(machine(MachineState.SWARM_BROKEN))).finds("ORC-BST-405", "n2");
    }

    @Test
    @Verifies(value = "ORC-BST-406", as = POSITIVE)
    void aSilentEngineIsReported(RuleVerifier rules) {
        rules.given(swarm().with(machine(MachineState.ENGINE_SILENT))).finds("ORC-BST-406", "the engine of n2 does not answer: why");
    }

    @Test
    @Verifies(value = "ORC-BST-406", as = NEGATIVE)
    void anEngineWhoseNodeIsReadyIsNotReported(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.ENGINE_SILENT))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-406", as = BOUNDARY)
    void aSilentEngineIsReportedOnceItsNodeIsNotReady(RuleVerifier rules) {
        rules.given(swarm().node("n2", NodeStatus.UNKNOWN).with(machine(MachineState.ENGINE_SILENT))).finds("ORC-BST-406", "n2");
        rules.given(swarm().node("n2").with(machine(MachineState.ENGINE_SILENT))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-407", as = POSITIVE)
    void aFormerEntryThatMustNotBeTouchedIsReported(RuleVerifier rules) {
        rules.given(anew(NodeRole.WORKER)).finds("ORC-BST-407", "its former entry old is left");
    }

    @Test
    @Verifies(value = "ORC-BST-407", as = NEGATIVE)
    void aFormerEntryThatIsRemovedIsNoFinding(RuleVerifier rules) {
        rules.given(anew(NodeRole.WORKER).with(HEALED)).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-407", as = BOUNDARY)
    void thePermissionOfAnotherDoesNotHideIt(RuleVerifier rules) {
        rules.given(anew(NodeRole.WORKER).with(new HealedNode("n1"))).finds("ORC-BST-407", "old");
        rules.given(anew(NodeRole.WORKER).with(HEALED)).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-408", as = POSITIVE)
    void anEngineThatRestartsDidNotHelpIsReported(RuleVerifier rules) {
        rules.given(down().with(HEALED, new Attempts("n2", CAUSE, 3))).finds("ORC-BST-408", "stays down after three restarts");
    }

    @Test
    @Verifies(value = "ORC-BST-408", as = NEGATIVE)
    void attemptsToJoinAreNoRestarts(RuleVerifier rules) {
        rules.given(down().with(HEALED, new Attempts("n2", "not in the swarm", 3))).concludesNo(Finding.class);
    }

    @Test
    @Verifies(value = "ORC-BST-408", as = BOUNDARY)
    void twoRestartsAreNotReported(RuleVerifier rules) {
        rules.given(down().with(HEALED, new Attempts("n2", CAUSE, 2))).concludesNo(Finding.class);
        rules.given(down().with(HEALED, new Attempts("n2", CAUSE, 4))).finds("ORC-BST-408", "n2");
    }

    @Test
    @Verifies(value = "ORC-BST-501", as = POSITIVE)
    void itIsTimedHowLongANodeIsDown(RuleVerifier rules) {
        rules.given(down()).concludes(new Timer("down though it answers", id("n2"), Duration.ofMinutes(1), true));
    }

    @Test
    @Verifies(value = "ORC-BST-501", as = NEGATIVE)
    void aNodeThatIsReadyIsNotTimed(RuleVerifier rules) {
        rules.given(swarm().node("n2").with(machine(MachineState.IN_SWARM))).concludesNo(Timer.class);
    }

    @Test
    @Verifies(value = "ORC-BST-501", as = BOUNDARY)
    void aMachineThatDoesNotAnswerIsNotTimed(RuleVerifier rules) {
        rules.given(swarm().node("n2", NodeStatus.DOWN).with(machine(MachineState.UNREACHABLE))).concludesNo(Timer.class);
        rules.given(down()).concludes(new Timer("down though it answers", id("n2"), Duration.ofMinutes(1), true));
    }
}
