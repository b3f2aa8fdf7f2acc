package io.orcastra.rules;

import static io.orcastra.rules.ColocationRulesTest.displaced;
import static io.orcastra.rules.ColocationRulesTest.onlyDisplaced;
import static io.orcastra.rules.HoldRulesTest.CLOSED;
import static io.orcastra.rules.HoldRulesTest.OPENS;
import static io.orcastra.rules.HoldRulesTest.waiting;
import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.Rebalanced.wish;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.condition.RequestDone;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.LabelsWithdrawn;
import io.orcastra.facts.control.Order;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What looks almost like what an operator asked for or holds back. */
@ExtendWith(VerifierExtension.class)
class OperatorNearMissTest {
    private static final EvacuationRequest EMPTY = new EvacuationRequest("e1", id("n1"));

    private static Cluster web() {
        return swarm().service("web").running("web", "n1");
    }

    private static Resting resting(String subject) {
        return new Resting(subject, Cluster.EPOCH);
    }

    /** The proxy follows the cache, and is where it belongs on n1. */
    private static Cluster beside(Cluster swarm) {
        return swarm.service("cache").anchor("cache", "cache").service("proxy").dependency("cache", "proxy")
                .running("cache", "n1").running("proxy", "n1");
    }

    /** What follows this anchor is to go home. */
    private static Order order(String anchor) {
        return new Order("o1", Command.UPDATE_DEPENDENTS, anchor);
    }

    private static Elapsed tooLong() {
        return new Elapsed("displaced", onlyDisplaced(RuleVerifier.ofPack(), displaced()));
    }

    @Test
    @Verifies(value = "ORC-COL-304", as = NEGATIVE)
    void whatWasGivenUpIsTriedAgainWhenOrdered(RuleVerifier rules) {
        rules.given(displaced(), tooLong(), order("db"));
    }

    @Test
    @Verifies(value = "ORC-COL-304", as = POSITIVE)
    void theOrderForAnotherDoesNotTryItAgain(RuleVerifier rules) {
        rules.given(beside(displaced()), tooLong(), order("cache"));
    }

    @Test
    @Verifies(value = "ORC-COL-501", as = NEGATIVE)
    void whatIsHeldBackIsNotTimed(RuleVerifier rules) {
        rules.given(displaced(), new Paused("web", "a test", null));
        rules.given(displaced(), CLOSED, waiting("ORC-COL-201", "web", OPENS));
    }

    @Test
    @Verifies(value = "ORC-COL-501", as = POSITIVE)
    void whatHoldsAnotherBackDoesNotStopTheTime(RuleVerifier rules) {
        rules.given(beside(displaced()), new Paused("proxy", "a test", null));
        rules.given(displaced(), CLOSED, waiting("ORC-COL-201", "db", OPENS));
    }

    @Test
    @Verifies(value = "ORC-COL-501", as = POSITIVE)
    void onlyAMoveHomeThatWaitsForAClosedWindowStopsTheTime(RuleVerifier rules) {
        rules.given(displaced(), waiting("ORC-COL-201", "web", OPENS));
        rules.given(displaced(), CLOSED, waiting("ORC-COL-202", "web", OPENS));
        rules.given(displaced(), CLOSED, waiting("ORC-COL-201", "web", OPENS.plusMillis(1)));
    }

    @Test
    @Verifies(value = "ORC-ORD-201", as = NEGATIVE)
    void whatIsDisplacedIsNotMovedByTheOrderForAnother(RuleVerifier rules) {
        rules.given(beside(displaced()), order("cache"));
    }

    @Test
    @Verifies(value = "ORC-ORD-203", as = NEGATIVE)
    void theValueUnderAnotherKeyIsNotWithdrawn(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").label("n1", "former", "ssd").with(new InventoryLabel("n1", "disk", "ssd")),
                new LabelsWithdrawn());
    }

    @Test
    @Verifies(value = "ORC-REQ-104", as = POSITIVE)
    void aReplicatedServiceElsewhereKeepsNoNodeFull(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").node("n2").service("agent", agent -> agent.mode(ServiceMode.GLOBAL)).service("web")
                .running("agent", "n1").running("web", "n2"), EMPTY).concludes(new RequestDone("e1", id("n1")));
    }

    @Test
    @Verifies(value = "ORC-REQ-104", as = NEGATIVE)
    void aNodeIsNotEmptyWhileSomethingIsBeingMoved(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").service("web"), EMPTY, new InFlight(id("web"), "MoveService"));
    }

    @Test
    @Verifies(value = "ORC-REQ-203", as = NEGATIVE)
    void whatFollowsAnAnchorDoesNotLeaveByItself(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").node("n2").service("db").service("web").anchor("db", "db").dependency("db", "web")
                .running("db", "n2").running("web", "n1"), EMPTY);
    }

    @Test
    @Verifies(value = "ORC-REB-303", as = NEGATIVE)
    void aServiceDoesNotRestFromWhatAnOperatorAsks(RuleVerifier rules) {
        rules.given(web(), resting(id("web")), wish(Goal.REQUESTED));
        rules.given(web(), resting(id("web")), wish(Goal.EVACUATE));
    }

    @Test
    @Verifies(value = "ORC-REB-304", as = NEGATIVE)
    void aNodeDoesNotRestFromWhatAnOperatorAsks(RuleVerifier rules) {
        rules.given(web(), resting(id("n1")), wish(Goal.REQUESTED));
        rules.given(web(), resting(id("n1")), wish(Goal.EVACUATE));
    }

    @Test
    @Verifies(value = "ORC-REB-305", as = NEGATIVE)
    void theSwarmDoesNotRestFromWhatAnOperatorAsks(RuleVerifier rules) {
        rules.given(web(), resting(""), wish(Goal.REQUESTED));
        rules.given(web(), resting(""), wish(Goal.EVACUATE));
    }

    @Test
    @Verifies(value = "ORC-REB-311", as = NEGATIVE)
    void aNodeThatRestsIsATargetOfWhatAnOperatorAsks(RuleVerifier rules) {
        rules.given(web(), resting(id("n2")), wish(Goal.REQUESTED));
        rules.given(web(), resting(id("n2")), wish(Goal.EVACUATE));
    }

    @Test
    @Verifies(value = "ORC-REB-312", as = NEGATIVE)
    void aManagerThatAnOperatorNamesIsNotAvoided(RuleVerifier rules) {
        var avoiding = new Rebalancing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 4, 5, true);
        rules.given(BootstrapWords.manager(new Cluster().node("n1").service("web").running("web", "n1"), "n9", NodeStatus.READY),
                avoiding, wish(Goal.REQUESTED));
    }

    @Test
    @Verifies(value = "ORC-REB-313", as = NEGATIVE)
    void aNodeThatAnOperatorNamesNeedNotBeStable(RuleVerifier rules) {
        rules.given(web(), wish(Goal.REQUESTED));
    }
}
