package io.orcastra.rules;

import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.MovesWanted;
import io.orcastra.facts.condition.RequestDone;
import io.orcastra.facts.condition.StaysBehind;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.Firing;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators ask for by a command. */
@ExtendWith(VerifierExtension.class)
class RequestRulesTest {
    private static final MoveRequest MOVE = new MoveRequest("m1", "web", id("n2"));
    private static final EvacuationRequest EMPTY = new EvacuationRequest("e1", id("n1"));
    private static final RequestDone MOVED = new RequestDone("m1", id("n2"));
    private static final RequestDone EMPTIED = new RequestDone("e1", id("n1"));

    private static Cluster shop() {
        return new Cluster().node("n1").node("n2").node("n3").service("web");
    }

    /** The web follows the database. */
    private static Cluster followed() {
        return shop().service("db").anchor("db", "db").dependency("db", "web");
    }

    private static Cluster mode(ServiceMode mode) {
        return new Cluster().node("n1").node("n2").service("web", web -> web.mode(mode)).running("web", "n1");
    }

    private static Relocate move(String service, String from) {
        return new Relocate(id(service), id(from), Set.of(id("n2")), 0, Goal.REQUESTED, 1);
    }

    /** Labels of anchors are another matter. */
    private static void relocates(Firing firing, Relocate... expected) {
        assertThat(firing.proposals().stream().map(Proposal::action).filter(Relocate.class::isInstance).toList())
                .containsExactlyInAnyOrder(expected);
    }

    private static Relocate leave(String service) {
        return new Relocate(id(service), id("n1"), Set.of(), 0, Goal.EVACUATE, 1);
    }

    @Test
    @Verifies(value = "ORC-REB-111", as = POSITIVE)
    void rebalancingMovesServices(RuleVerifier rules) {
        rules.given(Rebalanced.swarm()).concludes(new MovesWanted());
    }

    @Test
    @Verifies(value = "ORC-REB-111", as = NEGATIVE)
    void withoutRebalancingNothingMoves(RuleVerifier rules) {
        rules.given(shop()).concludesNo(MovesWanted.class);
    }

    @Test
    @Verifies(value = "ORC-REB-111", as = BOUNDARY)
    void oneSettingIsEnoughToMove(RuleVerifier rules) {
        rules.given(shop(), Rebalanced.MEMORY).concludesNo(MovesWanted.class);
        rules.given(shop(), Rebalanced.CALM).concludes(new MovesWanted());
    }

    @Test
    @Verifies(value = "ORC-REQ-101", as = POSITIVE)
    void anOperatorsMoveNeedsNoRebalancing(RuleVerifier rules) {
        rules.given(shop(), MOVE).concludes(new MovesWanted());
    }

    @Test
    @Verifies(value = "ORC-REQ-101", as = NEGATIVE)
    void unaskedNothingMoves(RuleVerifier rules) {
        rules.given(shop()).concludesNo(MovesWanted.class);
    }

    @Test
    @Verifies(value = "ORC-REQ-101", as = BOUNDARY)
    void aMoveOfWhatIsGoneIsStillOne(RuleVerifier rules) {
        rules.given(shop(), EMPTY);
        rules.given(shop(), new MoveRequest("m2", "gone", id("n2"))).concludes(new MovesWanted());
    }

    @Test
    @Verifies(value = "ORC-REQ-102", as = POSITIVE)
    void anEmptyNodeNeedsNoRebalancing(RuleVerifier rules) {
        rules.given(shop(), EMPTY).concludes(new MovesWanted());
    }

    @Test
    @Verifies(value = "ORC-REQ-102", as = NEGATIVE)
    void unaskedNoNodeIsEmptied(RuleVerifier rules) {
        rules.given(shop()).concludesNo(MovesWanted.class);
    }

    @Test
    @Verifies(value = "ORC-REQ-102", as = BOUNDARY)
    void anEmptyNodeMayBeGone(RuleVerifier rules) {
        rules.given(shop(), MOVE);
        rules.given(shop(), new EvacuationRequest("e2", "gone")).concludes(new MovesWanted());
    }

    @Test
    @Verifies(value = "ORC-REQ-103", as = POSITIVE)
    void aMoveIsDoneWhenAllTasksAreThere(RuleVerifier rules) {
        rules.given(shop().running("web", "n2").running("web", "n2"), MOVE).concludes(MOVED);
        rules.given(followed().running("db", "n2").running("web", "n2"), new MoveRequest("m1", "db", id("n2"))).concludes(MOVED);
    }

    @Test
    @Verifies(value = "ORC-REQ-103", as = NEGATIVE)
    void aMoveIsNotDoneBefore(RuleVerifier rules) {
        rules.given(shop().running("web", "n1"), MOVE);
        rules.given(shop().running("web", "n2").running("web", "n3"), MOVE);
        rules.given(shop().task("web", "n2", TaskState.STARTING), MOVE);
        rules.given(shop(), MOVE);
        rules.given(shop().running("web", "n2"), EMPTY);
    }

    @Test
    @Verifies(value = "ORC-REQ-103", as = BOUNDARY)
    void aMoveIsDoneWhenNothingIsLeftToDo(RuleVerifier rules) {
        rules.given(shop().running("web", "n2"), MOVE).concludes(MOVED);
        rules.given(shop().running("web", "n2").task("web", "n2", TaskState.STARTING), MOVE);
        rules.given(shop().running("web", "n2"), MOVE, new InFlight(id("web"), "MoveService"));
        rules.given(followed().running("db", "n2").running("web", "n1"), new MoveRequest("m1", "db", id("n2")))
                .concludesNo(RequestDone.class);
    }

    @Test
    @Verifies(value = "ORC-REQ-104", as = POSITIVE)
    void aNodeIsEmptyWhenNothingRunsThere(RuleVerifier rules) {
        rules.given(shop().running("web", "n2"), EMPTY).concludes(EMPTIED);
    }

    @Test
    @Verifies(value = "ORC-REQ-104", as = NEGATIVE)
    void aNodeIsNotEmptyBefore(RuleVerifier rules) {
        rules.given(shop().running("web", "n1"), EMPTY);
        rules.given(shop().running("web", "n1").running("web", "n2"), EMPTY);
        rules.given(shop().running("web", "n2"), MOVE);
    }

    @Test
    @Verifies(value = "ORC-REQ-104", as = BOUNDARY)
    void whatBelongsEverywhereKeepsNoNodeFull(RuleVerifier rules) {
        rules.given(mode(ServiceMode.GLOBAL), EMPTY).concludes(EMPTIED);
        rules.given(mode(ServiceMode.REPLICATED), EMPTY);
        rules.given(shop().running("web", "n2"), EMPTY, new InFlight(id("web"), "MoveService"));
        rules.given(shop().running("web", "n2"), EMPTY, new InFlight(id("n1"), "SetNodeLabel")).concludes(EMPTIED);
    }

    @Test
    @Verifies(value = "ORC-REQ-105", as = POSITIVE)
    void aGlobalServiceStays(RuleVerifier rules) {
        relocates(rules.given(mode(ServiceMode.GLOBAL), EMPTY)
                .concludes(new StaysBehind(id("web"), id("n1"), "it is global: it belongs on every node")));
    }

    @Test
    @Verifies(value = "ORC-REQ-105", as = NEGATIVE)
    void aReplicatedServiceDoesNotStay(RuleVerifier rules) {
        rules.given(mode(ServiceMode.REPLICATED), EMPTY).concludesNo(StaysBehind.class);
    }

    @Test
    @Verifies(value = "ORC-REQ-105", as = BOUNDARY)
    void aGlobalServiceStaysOnTheNodeThatIsEmptied(RuleVerifier rules) {
        rules.given(mode(ServiceMode.GLOBAL), new EvacuationRequest("e1", id("n2"))).concludesNo(StaysBehind.class);
        rules.given(mode(ServiceMode.GLOBAL), EMPTY);
        rules.given(mode(ServiceMode.GLOBAL), MOVE).concludesNo(StaysBehind.class);
    }

    @Test
    @Verifies(value = "ORC-REQ-106", as = POSITIVE)
    void aJobStays(RuleVerifier rules) {
        for (ServiceMode job : Set.of(ServiceMode.REPLICATED_JOB, ServiceMode.GLOBAL_JOB)) {
            rules.given(mode(job), EMPTY)
                    .concludes(new StaysBehind(id("web"), id("n1"), "it is a job: any write would run it again"));
        }
    }

    @Test
    @Verifies(value = "ORC-REQ-106", as = NEGATIVE)
    void whatIsNoJobDoesNotStayAsOne(RuleVerifier rules) {
        rules.given(mode(ServiceMode.GLOBAL), EMPTY);
        rules.given(mode(ServiceMode.REPLICATED), EMPTY);
    }

    @Test
    @Verifies(value = "ORC-REQ-106", as = BOUNDARY)
    void aJobStaysOnTheNodeThatIsEmptied(RuleVerifier rules) {
        rules.given(mode(ServiceMode.GLOBAL_JOB), new EvacuationRequest("e1", id("n2")));
        rules.given(mode(ServiceMode.GLOBAL_JOB), EMPTY);
    }

    @Test
    @Verifies(value = "ORC-REQ-107", as = POSITIVE)
    void aDependentLeavesWithItsAnchor(RuleVerifier rules) {
        relocates(rules.given(followed().running("db", "n1").running("web", "n1"), EMPTY)
                .concludes(new StaysBehind(id("web"), id("n1"), "it follows db, so it leaves with it only")), leave("db"));
    }

    @Test
    @Verifies(value = "ORC-REQ-107", as = NEGATIVE)
    void whatFollowsNobodyWaitsForNobody(RuleVerifier rules) {
        rules.given(shop().running("web", "n1"), EMPTY);
    }

    @Test
    @Verifies(value = "ORC-REQ-107", as = BOUNDARY)
    void aDependentElsewhereIsNotTold(RuleVerifier rules) {
        rules.given(followed().running("db", "n1").running("web", "n2"), EMPTY);
        rules.given(followed().running("db", "n1").running("web", "n1"), EMPTY);
        rules.given(followed().running("db", "n1").running("web", "n1"), MOVE);
    }

    @Test
    @Verifies(value = "ORC-REQ-201", as = POSITIVE)
    void aServiceIsMovedToTheNamedNode(RuleVerifier rules) {
        relocates(rules.given(shop().running("web", "n1"), MOVE), move("web", "n1"));
        relocates(rules.given(shop().running("web", "n1").running("web", "n3").running("web", "n2"), MOVE),
                move("web", "n1"), move("web", "n3"));
    }

    @Test
    @Verifies(value = "ORC-REQ-201", as = NEGATIVE)
    void unaskedNoServiceIsMoved(RuleVerifier rules) {
        relocates(rules.given(shop().running("web", "n1")));
        relocates(rules.given(shop().running("web", "n1"), new MoveRequest("m1", "api", id("n2"))));
        relocates(rules.given(shop().running("web", "n1"), new MoveRequest("m1", "web", "gone")));
    }

    @Test
    @Verifies(value = "ORC-REQ-201", as = BOUNDARY)
    void aServiceThatIsThereIsNotMoved(RuleVerifier rules) {
        relocates(rules.given(shop().running("web", "n2"), MOVE));
        relocates(rules.given(shop().running("web", "n1"), MOVE), move("web", "n1"));
        relocates(rules.given(followed().running("db", "n1").running("web", "n1"), MOVE), move("db", "n1"));
    }

    @Test
    @Verifies(value = "ORC-REQ-202", as = POSITIVE)
    void whatFollowsIsMovedByItsAnchor(RuleVerifier rules) {
        relocates(rules.given(followed().running("db", "n1").running("web", "n1"), MOVE), move("db", "n1"));
        relocates(rules.given(followed().service("proxy").anchor("web", "web").dependency("web", "proxy").running("db", "n3")
                .running("web", "n3").running("proxy", "n3"), new MoveRequest("m1", "proxy", id("n2"))), move("db", "n3"));
    }

    @Test
    @Verifies(value = "ORC-REQ-202", as = NEGATIVE)
    void anAnchorIsMovedForItself(RuleVerifier rules) {
        relocates(rules.given(followed().running("db", "n1").running("web", "n1"), new MoveRequest("m1", "db", id("n2"))),
                move("db", "n1"));
        rules.given(shop().running("web", "n1"), MOVE);
    }

    @Test
    @Verifies(value = "ORC-REQ-202", as = BOUNDARY)
    void anAnchorThatIsThereIsNotMoved(RuleVerifier rules) {
        relocates(rules.given(followed().running("db", "n2").running("web", "n2"), MOVE));
        rules.given(followed().running("db", "n1").running("web", "n2"), MOVE);
    }

    @Test
    @Verifies(value = "ORC-REQ-203", as = POSITIVE)
    void everyServiceLeavesTheNode(RuleVerifier rules) {
        relocates(rules.given(shop().service("api").running("web", "n1").running("api", "n1"), EMPTY),
                leave("web"), leave("api"));
    }

    @Test
    @Verifies(value = "ORC-REQ-203", as = NEGATIVE)
    void othersStayWhereTheyAre(RuleVerifier rules) {
        relocates(rules.given(shop().running("web", "n2"), EMPTY));
        relocates(rules.given(mode(ServiceMode.GLOBAL), EMPTY));
        rules.given(shop().running("web", "n1"), MOVE);
    }

    @Test
    @Verifies(value = "ORC-REQ-203", as = BOUNDARY)
    void onlyTheNodeThatIsNamedIsLeft(RuleVerifier rules) {
        relocates(rules.given(shop().running("web", "n1"), new EvacuationRequest("e1", id("n2"))));
        relocates(rules.given(shop().running("web", "n1").running("web", "n2"), EMPTY), leave("web"));
    }

    @Test
    @Verifies(value = "ORC-REQ-311", as = POSITIVE)
    void nothingIsSentToANodeThatIsEmptied(RuleVerifier rules) {
        rules.given(shop().running("web", "n2"), new EvacuationRequest("e1", id("n2")), Rebalanced.wish(Goal.SPREAD))
                .vetoesTargets("ORC-REQ-311", "wants it empty", id("n2"));
        rules.given(shop().running("web", "n1"), MOVE, new EvacuationRequest("e1", id("n2")))
                .vetoesTargets("ORC-REQ-311", "wants it empty", id("n2"));
    }

    @Test
    @Verifies(value = "ORC-REQ-311", as = NEGATIVE)
    void otherwiseEveryNodeIsATarget(RuleVerifier rules) {
        rules.given(shop().running("web", "n1"), MOVE).concludesNo(TargetVeto.class);
    }

    @Test
    @Verifies(value = "ORC-REQ-311", as = BOUNDARY)
    void whatLeavesOrComesBackIsNotHeld(RuleVerifier rules) {
        rules.given(shop().running("web", "n1"), EMPTY).concludesNo(TargetVeto.class);
        rules.given(shop().running("web", "n2"), new EvacuationRequest("e1", id("n2")), Rebalanced.wish(Goal.BRING_BACK))
                .concludesNo(TargetVeto.class);
        rules.given(shop().running("web", "n2"), new EvacuationRequest("e1", id("n2")), Rebalanced.wish(Goal.UNSTICK));
    }

    @Test
    void whatIsAskedForWaitsForNoRestButIsGuarded(RuleVerifier rules) {
        rules.given(shop().running("web", "n1"), MOVE, Rebalanced.CALM, new Resting("", Cluster.EPOCH),
                new Resting(id("web"), Cluster.EPOCH), new Resting(id("n1"), Cluster.EPOCH), new Resting(id("n2"), Cluster.EPOCH))
                .concludesNo(Veto.class);
        rules.given(shop().running("web", "n1").serviceLabel("web", "orchestration.rebalance", "false"), MOVE)
                .concludesNo(Veto.class);
        rules.given(shop().running("web", "n1").mount("web", MountType.VOLUME, "data"), MOVE)
                .vetoes("ORC-GRD-325", "keeps data on its node");
        rules.given(shop().running("web", "n1").service("api").running("api", "n2"), EMPTY, new InFlight(id("api"), "MoveService"))
                .vetoes("ORC-REB-306", "its effect is waited for");
        rules.given(followed().running("db", "n1").running("web", "n1").mount("web", MountType.VOLUME, "data"), MOVE)
                .vetoes("ORC-COL-306", "all that follow it move as one");
    }
}
