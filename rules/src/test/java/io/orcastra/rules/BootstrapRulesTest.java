package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.ManagerByDefault;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.condition.MayBeMended;
import io.orcastra.facts.condition.MeantToManage;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
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

/** Making a swarm, joining it, and keeping written roles. */
@ExtendWith(VerifierExtension.class)
class BootstrapRulesTest {
    private static final InventoryNode N1 = new InventoryNode("n1", "10.0.0.1");
    private static final InventoryNode N2 = new InventoryNode("n2", "10.0.0.2");
    private static final InventoryNode N3 = new InventoryNode("n3", "10.0.0.3");
    private static final Founding FOUNDING = new Founding("n1", "10.0.0.1", Set.of("n1", "n2"));
    private static final InitialiseSwarm MAKE = new InitialiseSwarm("n1", "10.0.0.1", Set.of("n1", "n2"));
    private static final InventoryRole MANAGER = new InventoryRole("n2", NodeRole.MANAGER);
    private static final InventoryRole WORKER = new InventoryRole("n2", NodeRole.WORKER);
    private static final JoinSwarm JOIN_AS_MANAGER = new JoinSwarm("n2", NodeRole.MANAGER);
    private static final JoinSwarm JOIN_AS_WORKER = new JoinSwarm("n2", NodeRole.WORKER);

    private static Machine machine(String hostname, MachineState state) {
        return new Machine(hostname, state, "", "", "why");
    }

    private static Machine outside(String hostname) {
        return machine(hostname, MachineState.OUT_OF_SWARM);
    }

    /** Three machines in no swarm. */
    private static Cluster nothing() {
        return new Cluster().with(N1, N2, N3, FOUNDING, outside("n1"), outside("n2"), outside("n3"));
    }

    /** A swarm of n1 alone; n2 is listed. */
    private static Cluster alone() {
        return new Cluster().node("n1").with(N1, N2);
    }

    @Test
    @Verifies(value = "ORC-BST-101", as = POSITIVE)
    void aWrittenRoleMakesAManager(RuleVerifier rules) {
        rules.given(new Cluster().with(MANAGER)).concludes(new MeantToManage("n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-101", as = NEGATIVE)
    void aWorkerIsNoManager(RuleVerifier rules) {
        rules.given(new Cluster().with(WORKER)).concludesNo(MeantToManage.class);
    }

    @Test
    @Verifies(value = "ORC-BST-101", as = BOUNDARY)
    void aWrittenRoleCountsForItsOwnNode(RuleVerifier rules) {
        rules.given(new Cluster().with(MANAGER, new InventoryRole("n3", NodeRole.WORKER)))
                .concludes(new MeantToManage("n2")).doesNotConclude(new MeantToManage("n3"));
        rules.given(new Cluster().with(WORKER)).concludesNo(MeantToManage.class);
    }

    @Test
    @Verifies(value = "ORC-BST-102", as = POSITIVE)
    void theMakingOfTheSwarmNamesManagers(RuleVerifier rules) {
        rules.given(new Cluster().with(new ManagerByDefault("n2"))).concludes(new MeantToManage("n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-102", as = NEGATIVE)
    void aWrittenRoleWinsOverTheMakingOfTheSwarm(RuleVerifier rules) {
        rules.given(new Cluster().with(new ManagerByDefault("n2"), WORKER)).concludesNo(MeantToManage.class);
    }

    @Test
    @Verifies(value = "ORC-BST-102", as = BOUNDARY)
    void anothersWrittenRoleDoesNotMatter(RuleVerifier rules) {
        rules.given(new Cluster().with(new ManagerByDefault("n3"), WORKER)).concludes(new MeantToManage("n3"));
        rules.given(new Cluster().with(new ManagerByDefault("n2"), WORKER)).concludesNo(MeantToManage.class);
    }

    @Test
    @Verifies(value = "ORC-BST-103", as = POSITIVE)
    void aWrittenRoleAllowsMending(RuleVerifier rules) {
        rules.given(new Cluster().with(WORKER)).concludes(new MayBeMended("n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-103", as = NEGATIVE)
    void beingListedAllowsNothing(RuleVerifier rules) {
        rules.given(new Cluster().with(N2)).concludesNo(MayBeMended.class);
    }

    @Test
    @Verifies(value = "ORC-BST-103", as = BOUNDARY)
    void theRoleOfAnotherAllowsNothing(RuleVerifier rules) {
        rules.given(new Cluster().with(N2, N3, WORKER)).doesNotConclude(new MayBeMended("n3"));
        rules.given(new Cluster().with(N2, N3)).concludesNo(MayBeMended.class);
    }

    @Test
    @Verifies(value = "ORC-BST-104", as = POSITIVE)
    void anEntryAllowsMending(RuleVerifier rules) {
        rules.given(new Cluster().with(new HealedNode("n2"))).concludes(new MayBeMended("n2"));
    }

    @Test
    @Verifies(value = "ORC-BST-104", as = NEGATIVE)
    void anEntryThatDoesNotSaySoAllowsNothing(RuleVerifier rules) {
        rules.given(new Cluster().with(N2)).concludesNo(MayBeMended.class);
    }

    @Test
    @Verifies(value = "ORC-BST-104", as = BOUNDARY)
    void theEntryOfAnotherAllowsNothing(RuleVerifier rules) {
        rules.given(new Cluster().with(N2, N3, new HealedNode("n3"))).doesNotConclude(new MayBeMended("n2"));
        rules.given(new Cluster().with(N2, N3)).concludesNo(MayBeMended.class);
    }

    @Test
    @Verifies(value = "ORC-BST-201", as = POSITIVE)
    void aSwarmIsMadeWhereThereIsNone(RuleVerifier rules) {
        rules.given(nothing()).approves(MAKE);
    }

    @Test
    @Verifies(value = "ORC-BST-201", as = NEGATIVE)
    void noSwarmIsMadeWhereOneIs(RuleVerifier rules) {
        rules.given(new Cluster().node("n3").with(N1, N2, FOUNDING, outside("n1"), machine("n2", MachineState.UNREACHABLE)))
                .doesNotConclude(MAKE).concludesNo(InitialiseSwarm.class);
        rules.given(new Cluster().with(N1, N2, outside("n1"), outside("n2"))).proposes();
    }

    @Test
    @Verifies(value = "ORC-BST-201", as = BOUNDARY)
    void noSwarmIsMadeBeforeTheLeaderSaidThatItIsInNone(RuleVerifier rules) {
        rules.given(new Cluster().with(N1, N2, FOUNDING, outside("n2"))).proposes();
        rules.given(new Cluster().with(N1, N2, FOUNDING, outside("n2"), machine("n1", MachineState.ENGINE_SILENT))).proposes();
        rules.given(nothing()).approves(MAKE);
    }

    @Test
    @Verifies(value = "ORC-BST-202", as = POSITIVE)
    void aManagerJoins(RuleVerifier rules) {
        rules.given(alone().with(MANAGER, outside("n2"))).approves(JOIN_AS_MANAGER);
        rules.given(alone().node("n2", NodeStatus.DOWN).with(MANAGER, outside("n2"))).approves(JOIN_AS_MANAGER);
    }

    @Test
    @Verifies(value = "ORC-BST-202", as = NEGATIVE)
    void aManagerThatIsInASwarmDoesNotJoin(RuleVerifier rules) {
        rules.given(alone().with(MANAGER, machine("n2", MachineState.SWARM_BROKEN))).proposes();
        rules.given(alone().with(MANAGER)).proposes();
    }

    @Test
    @Verifies(value = "ORC-BST-202", as = BOUNDARY)
    void aManagerJoinsOnlyWhenTheSwarmHasNoLiveNodeOfItsName(RuleVerifier rules) {
        rules.given(alone().node("n2", NodeStatus.UNKNOWN).with(MANAGER, outside("n2"))).proposes();
        rules.given(new Cluster().node("n1", NodeStatus.DOWN).with(N1, N2, MANAGER, outside("n2"))).proposes();
        rules.given(alone().node("n2", NodeStatus.DOWN).with(MANAGER, outside("n2"))).proposes(JOIN_AS_MANAGER);
    }

    @Test
    @Verifies(value = "ORC-BST-203", as = POSITIVE)
    void aMachineJoinsAsAWorker(RuleVerifier rules) {
        rules.given(alone().with(outside("n2"))).approves(JOIN_AS_WORKER);
        rules.given(alone().with(outside("n2"), WORKER)).approves(JOIN_AS_WORKER);
    }

    @Test
    @Verifies(value = "ORC-BST-203", as = NEGATIVE)
    void aMachineMeantAsAManagerDoesNotJoinAsAWorker(RuleVerifier rules) {
        rules.given(alone().with(outside("n2"), new ManagerByDefault("n2"))).proposes(JOIN_AS_MANAGER);
        rules.given(alone().with(machine("n2", MachineState.UNREACHABLE))).proposes();
    }

    @Test
    @Verifies(value = "ORC-BST-203", as = BOUNDARY)
    void aMachineJoinsOnlyWhenTheSwarmHasNoLiveNodeOfItsName(RuleVerifier rules) {
        rules.given(alone().node("n2", NodeStatus.DISCONNECTED).with(outside("n2"))).proposes();
        rules.given(alone().node("n2", NodeStatus.DOWN).with(outside("n2"))).proposes(JOIN_AS_WORKER);
    }

    @Test
    @Verifies(value = "ORC-BST-204", as = POSITIVE)
    void aNodeIsPromotedToItsWrittenRole(RuleVerifier rules) {
        rules.given(alone().node("n2").with(MANAGER)).approves(new ChangeRole(id("n2"), NodeRole.MANAGER));
    }

    @Test
    @Verifies(value = "ORC-BST-204", as = NEGATIVE)
    void aNodeWithoutAWrittenRoleIsNotPromoted(RuleVerifier rules) {
        rules.given(alone().node("n2").with(new ManagerByDefault("n2"))).proposes();
        rules.given(BootstrapWords.manager(alone(), "n2", NodeStatus.READY).with(MANAGER)).proposes();
    }

    @Test
    @Verifies(value = "ORC-BST-204", as = BOUNDARY)
    void aNodeThatIsNotReadyIsNotPromoted(RuleVerifier rules) {
        rules.given(alone().node("n2", NodeStatus.DISCONNECTED).with(MANAGER)).proposes();
        rules.given(alone().node("n2").with(MANAGER)).proposes(new ChangeRole(id("n2"), NodeRole.MANAGER));
    }

    @Test
    @Verifies(value = "ORC-BST-205", as = POSITIVE)
    void aNodeIsDemotedToItsWrittenRole(RuleVerifier rules) {
        rules.given(BootstrapWords.manager(alone(), "n2", NodeStatus.READY).with(WORKER))
                .approves(new ChangeRole(id("n2"), NodeRole.WORKER));
    }

    @Test
    @Verifies(value = "ORC-BST-205", as = NEGATIVE)
    void aNodeWithoutAWrittenRoleIsNeverDemoted(RuleVerifier rules) {
        rules.given(BootstrapWords.manager(alone(), "n2", NodeStatus.READY).with(new HealedNode("n2"))).proposes();
    }

    @Test
    @Verifies(value = "ORC-BST-205", as = BOUNDARY)
    void aManagerThatIsNotReadyIsNotDemoted(RuleVerifier rules) {
        rules.given(BootstrapWords.manager(alone(), "n2", NodeStatus.DOWN).with(WORKER)).proposes();
        rules.given(BootstrapWords.manager(alone(), "n2", NodeStatus.READY).with(WORKER))
                .proposes(new ChangeRole(id("n2"), NodeRole.WORKER));
    }

    @Test
    @Verifies(value = "ORC-BST-301", as = POSITIVE)
    void noSwarmIsMadeWhileAManagerIsNotKnownToBeInNone(RuleVerifier rules) {
        rules.given(new Cluster().with(N1, N2, FOUNDING, outside("n1"), machine("n2", MachineState.UNREACHABLE)))
                .vetoes("ORC-BST-301", "n2");
    }

    @Test
    @Verifies(value = "ORC-BST-301", as = NEGATIVE)
    void aMachineThatIsToBeAWorkerMayBeAway(RuleVerifier rules) {
        rules.given(new Cluster().with(N1, N2, N3, FOUNDING, outside("n1"), outside("n2"),
                machine("n3", MachineState.UNREACHABLE))).approves(MAKE);
    }

    @Test
    @Verifies(value = "ORC-BST-301", as = BOUNDARY)
    void noSwarmIsMadeBeforeAManagerWasAsked(RuleVerifier rules) {
        rules.given(new Cluster().with(N1, N2, FOUNDING, outside("n1"))).vetoes("ORC-BST-301", "n2");
        rules.given(nothing()).approves(MAKE);
    }

    @Test
    @Verifies(value = "ORC-BST-302", as = POSITIVE)
    void noSwarmIsMadeBesideAnother(RuleVerifier rules) {
        rules.given(new Cluster().with(N1, N2, N3, FOUNDING, outside("n1"), outside("n2"), machine("n3", MachineState.IN_SWARM)))
                .vetoes("ORC-BST-302", "n3 is in a swarm already");
    }

    @Test
    @Verifies(value = "ORC-BST-302", as = NEGATIVE)
    void machinesInNoSwarmAreNoObstacleAndOtherWishesAreFree(RuleVerifier rules) {
        rules.given(nothing()).approves(MAKE);
        rules.given(alone().with(outside("n2"), machine("n1", MachineState.IN_SWARM))).approves(JOIN_AS_WORKER);
    }

    @Test
    @Verifies(value = "ORC-BST-302", as = BOUNDARY)
    void aSwarmThatIsBrokenCountsToo(RuleVerifier rules) {
        rules.given(new Cluster().with(N1, N2, N3, FOUNDING, outside("n1"), outside("n2"),
                machine("n3", MachineState.SWARM_BROKEN))).vetoes("ORC-BST-302", "n3");
        rules.given(nothing()).approves(MAKE);
    }

    @Test
    @Verifies(value = "ORC-BST-304", as = POSITIVE)
    void theManagerWeActThroughIsNotDemoted(RuleVerifier rules) {
        rules.given(BootstrapWords.manager(alone(), "n2", NodeStatus.READY).with(WORKER, new LocalEngine(id("n2"), "1.41", "c")))
                .vetoes("ORC-BST-304", "acts through it");
    }

    @Test
    @Verifies(value = "ORC-BST-304", as = NEGATIVE)
    void anotherManagerMayBeDemoted(RuleVerifier rules) {
        rules.given(BootstrapWords.manager(alone(), "n2", NodeStatus.READY).with(WORKER, new LocalEngine(id("n1"), "1.41", "c")))
                .approves(new ChangeRole(id("n2"), NodeRole.WORKER));
    }

    @Test
    @Verifies(value = "ORC-BST-304", as = BOUNDARY)
    void aPromotionIsNoDemotion(RuleVerifier rules) {
        rules.given(alone().node("n2").with(MANAGER, new LocalEngine(id("n2"), "1.41", "c")))
                .approves(new ChangeRole(id("n2"), NodeRole.MANAGER));
        rules.given(BootstrapWords.manager(alone(), "n2", NodeStatus.READY).with(WORKER, new LocalEngine(id("n2"), "1.41", "c")))
                .vetoes("ORC-BST-304", "acts through it");
    }
}
