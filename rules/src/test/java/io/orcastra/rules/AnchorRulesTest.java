package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.AnchorPlacement;
import io.orcastra.facts.condition.Home;
import io.orcastra.facts.condition.TaskRunning;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VerifierExtension.class)
class AnchorRulesTest {

    private static Cluster swarm() {
        return new Cluster().node("n1").node("n2").service("shop_db").anchor("db", "shop_db");
    }

    @Test
    @Verifies(value = "ORC-ANC-101", as = POSITIVE)
    void aTaskRunsWhenDesiredObservedAndOnAReadyNode(RuleVerifier rules) {
        rules.given(swarm().running("shop_db", "n1"))
                .concludes(new TaskRunning("shop_db.1", id("shop_db"), 1, id("n1"), Cluster.EPOCH));
    }

    @Test
    @Verifies(value = "ORC-ANC-101", as = NEGATIVE)
    void aTaskDoesNotRunUnlessTheNodeIsReady(RuleVerifier rules) {
        for (NodeStatus status : Set.of(NodeStatus.DOWN, NodeStatus.UNKNOWN, NodeStatus.DISCONNECTED)) {
            rules.given(new Cluster().node("n1", status).service("shop_db").running("shop_db", "n1"));
        }
    }

    @Test
    @Verifies(value = "ORC-ANC-101", as = BOUNDARY)
    void aTaskThatIsOnlyStartingOrOnlyMeantToBeReadyDoesNotRun(RuleVerifier rules) {
        rules.given(swarm().running("shop_db", "n1"));
        rules.given(swarm().task("shop_db", "n1", TaskState.STARTING)).concludesNo(TaskRunning.class);
        rules.given(swarm().task("shop_db", 1, "n1", TaskState.READY, TaskState.RUNNING)).concludesNo(TaskRunning.class);
    }

    @Test
    @Verifies(value = "ORC-ANC-102", as = POSITIVE)
    void everyNodeWithATaskOfTheAnchorIsHome(RuleVerifier rules) {
        rules.given(swarm().running("shop_db", "n1").running("shop_db", "n2"))
                .concludes(new Home(id("shop_db"), id("n1")), new Home(id("shop_db"), id("n2")));
        rules.given(new Cluster().node("n1").service("db", db -> db.mode(ServiceMode.GLOBAL)).anchor("db", "db")
                .running("db", "n1")).concludes(new Home(id("db"), id("n1")));
    }

    @Test
    @Verifies(value = "ORC-ANC-102", as = NEGATIVE)
    void aServiceOfTheShortNameInAnotherStackIsNoAnchor(RuleVerifier rules) {
        rules.given(swarm().service("other_db").running("other_db", "n1"));
    }

    @Test
    @Verifies(value = "ORC-ANC-102", as = BOUNDARY)
    void aJobIsNeverAtHome(RuleVerifier rules) {
        var cluster = new Cluster().node("n1").anchor("db", "db").running("db", "n1");
        rules.given(new Cluster().with(cluster.facts().toArray()).service("db"));
        rules.given(new Cluster().with(cluster.facts().toArray()).service("db", db -> db.mode(ServiceMode.REPLICATED_JOB)))
                .concludesNo(Home.class);
    }

    @Test
    @Verifies(value = "ORC-ANC-103", as = POSITIVE)
    void aPlacementIsTheSetOfRunningTasks(RuleVerifier rules) {
        rules.given(swarm()).concludes(new AnchorPlacement(id("shop_db"), Set.of()));
        rules.given(swarm().running("shop_db", "n1").running("shop_db", "n2"))
                .concludes(new AnchorPlacement(id("shop_db"), Set.of("shop_db.1", "shop_db.2")));
    }

    @Test
    @Verifies(value = "ORC-ANC-103", as = NEGATIVE)
    void aServiceThatIsNoAnchorHasNoPlacement(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").service("web").running("web", "n1"));
    }

    @Test
    @Verifies(value = "ORC-ANC-103", as = BOUNDARY)
    void anAnchorThatIsNotInTheSwarmHasNoPlacement(RuleVerifier rules) {
        rules.given(new Cluster().anchor("db", "db")).concludesNo(AnchorPlacement.class);
        rules.given(new Cluster().anchor("db", "db").service("db")).concludes(new AnchorPlacement(id("db"), Set.of()));
    }

    @Test
    @Verifies(value = "ORC-ANC-201", as = POSITIVE)
    void everyHomeNodeIsToBearTheLabel(RuleVerifier rules) {
        rules.given(swarm().running("shop_db", "n1").running("shop_db", "n2")).approves(
                new SetNodeLabel(id("n1"), "db", "true"), new SetNodeLabel(id("n2"), "db", "true"));
    }

    @Test
    @Verifies(value = "ORC-ANC-201", as = NEGATIVE)
    void aNodeThatBearsTheLabelIsLeftAlone(RuleVerifier rules) {
        rules.given(swarm().running("shop_db", "n1").label("n1", "db", "true")).proposes();
        rules.given(swarm().task("shop_db", "n1", TaskState.STARTING)).proposes();
    }

    @Test
    @Verifies(value = "ORC-ANC-201", as = BOUNDARY)
    void anotherValueIsCorrected(RuleVerifier rules) {
        rules.given(swarm().running("shop_db", "n1").label("n1", "db", "true")).proposes();
        rules.given(swarm().running("shop_db", "n1").label("n1", "db", "false"))
                .approves(new SetNodeLabel(id("n1"), "db", "true"));
    }

    @Test
    @Verifies(value = "ORC-ANC-202", as = POSITIVE)
    void theLabelIsTakenOnceTheNewHomeBearsIt(RuleVerifier rules) {
        rules.given(swarm().label("n1", "db", "true").running("shop_db", "n2").label("n2", "db", "true"))
                .approves(new RemoveNodeLabel(id("n1"), "db"));
    }

    @Test
    @Verifies(value = "ORC-ANC-202", as = NEGATIVE)
    void theLabelStaysWhileTheAnchorRunsNowhere(RuleVerifier rules) {
        rules.given(swarm().label("n1", "db", "true")).proposes();
        rules.given(swarm().label("n1", "db", "true").task("shop_db", "n2", TaskState.STARTING)).proposes();
        rules.given(swarm().label("n1", "db", "no").running("shop_db", "n2").label("n2", "db", "true")).proposes();
        rules.given(new Cluster().node("n1", NodeStatus.UNKNOWN).node("n2").service("shop_db").anchor("db", "shop_db")
                .label("n1", "db", "true").running("shop_db", "n2").label("n2", "db", "true")).proposes();
        for (String key : Set.of("db", "disk")) {
            rules.given(swarm().label("n1", "db", "true").running("shop_db", "n2").label("n2", key, "no"))
                    .proposes(new SetNodeLabel(id("n2"), "db", "true"));
        }
    }

    @Test
    @Verifies(value = "ORC-ANC-202", as = BOUNDARY)
    void theLabelIsHandedOverNotDropped(RuleVerifier rules) {
        rules.given(swarm().label("n1", "db", "true").running("shop_db", "n2"))
                .approves(new SetNodeLabel(id("n2"), "db", "true"));
        rules.given(swarm().label("n1", "db", "true").running("shop_db", "n2").label("n2", "db", "true"))
                .approves(new RemoveNodeLabel(id("n1"), "db"));
    }

    @Test
    @Verifies(value = "ORC-ANC-202", as = BOUNDARY)
    void theLabelStaysWhereATaskOfTheAnchorIsToRunAgain(RuleVerifier rules) {
        for (TaskState state : Set.of(TaskState.ASSIGNED, TaskState.READY, TaskState.STARTING, TaskState.FAILED)) {
            rules.given(handedOver().task("shop_db", 2, "n1", TaskState.READY, state)).proposes();
        }
        rules.given(handedOver().task("shop_db", 2, "n2", TaskState.READY, TaskState.READY))
                .approves(new RemoveNodeLabel(id("n1"), "db"));
    }

    @Test
    @Verifies(value = "ORC-ANC-202", as = BOUNDARY)
    void theLabelStaysUntilTheSuccessorOfATaskThatEndedThereHasANode(RuleVerifier rules) {
        rules.given(handedOver().ended("shop_db", 2, "n1", TaskState.FAILED).task("shop_db", 2, "", TaskState.READY, TaskState.NEW))
                .proposes();
        rules.given(handedOver().ended("shop_db", 2, "n1", TaskState.FAILED)).approves(new RemoveNodeLabel(id("n1"), "db"));
        rules.given(handedOver().ended("shop_db", 2, "n1", TaskState.FAILED).task("shop_db", 3, "", TaskState.READY, TaskState.NEW))
                .approves(new RemoveNodeLabel(id("n1"), "db"));
        rules.given(handedOver().ended("shop_db", 2, "n3", TaskState.FAILED).task("shop_db", 2, "", TaskState.READY, TaskState.NEW))
                .approves(new RemoveNodeLabel(id("n1"), "db"));
    }

    private static Cluster handedOver() {
        return swarm().label("n1", "db", "true").running("shop_db", "n2").label("n2", "db", "true");
    }

    @Test
    @Verifies(value = "ORC-ANC-203", as = POSITIVE)
    void aNodeThatIsDownLosesTheLabelAtOnce(RuleVerifier rules) {
        rules.given(swarm().node("n3", NodeStatus.DOWN).label("n3", "db", "true")
                        .running("shop_db", "n3").service("web").constraint("web", "node.labels.db", "true").running("web", "n3"))
                .approves(new RemoveNodeLabel(id("n3"), "db"));
    }

    @Test
    @Verifies(value = "ORC-ANC-203", as = NEGATIVE)
    void anUnknownNodeKeepsTheLabel(RuleVerifier rules) {
        rules.given(swarm().node("n3", NodeStatus.UNKNOWN).label("n3", "db", "true")).proposes();
        rules.given(swarm().node("n3", NodeStatus.DISCONNECTED).label("n3", "db", "true")).proposes();
    }

    @Test
    @Verifies(value = "ORC-ANC-203", as = BOUNDARY)
    void onlyTheAnchorsOwnLabelIsTakenFromANodeThatIsDown(RuleVerifier rules) {
        rules.given(swarm().node("n3", NodeStatus.DOWN).label("n3", "disk", "true").label("n3", "db", "no")).proposes();
        rules.given(swarm().node("n3", NodeStatus.DOWN).label("n3", "disk", "true").label("n3", "db", "true"))
                .approves(new RemoveNodeLabel(id("n3"), "db"));
    }

    @Test
    @Verifies(value = "ORC-ANC-401", as = POSITIVE)
    void anAnchorThatIsNotInTheSwarmIsFound(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").anchor("db", "shop_db")).finds("ORC-ANC-401", "shop_db");
    }

    @Test
    @Verifies(value = "ORC-ANC-401", as = NEGATIVE)
    void nothingIsFoundBeforeTheSwarmWasSeen(RuleVerifier rules) {
        rules.given(new Cluster().anchor("db", "shop_db"));
        rules.given(swarm());
        rules.given(new Cluster().node("n1").service("db").anchor("main", "db"));
    }

    @Test
    @Verifies(value = "ORC-ANC-401", as = BOUNDARY)
    void aServiceOfTheShortNameElsewhereGetsTheBetterAdvice(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").anchor("db", "shop_db").service("other_dbs"));
        rules.given(new Cluster().node("n1").anchor("db", "shop_db").service("other_db"));
    }

    @Test
    @Verifies(value = "ORC-ANC-402", as = POSITIVE)
    void anAnchorInAnotherStackIsNamed(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").anchor("db", "shop_db").service("other_db")).finds("ORC-ANC-402", "shop_db");
    }

    @Test
    @Verifies(value = "ORC-ANC-402", as = NEGATIVE)
    void theRightStackIsNoFinding(RuleVerifier rules) {
        rules.given(swarm().service("other_db"));
    }

    @Test
    @Verifies(value = "ORC-ANC-402", as = BOUNDARY)
    void theShortNameHasToBeTheSame(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").anchor("db", "shop_db").service("other_db2"));
        rules.given(new Cluster().node("n1").anchor("db", "shop_db").service("other_db"));
    }
}
