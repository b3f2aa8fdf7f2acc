package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.stable;
import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.Rebalanced.wish;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.condition.NodeUp;
import io.orcastra.facts.condition.StableNode;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.NodeLosses;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When a node that joined or returned is used again. */
@ExtendWith(VerifierExtension.class)
class StableNodeRulesTest {
    private static final Timer TIMER = new Timer("node up", new NodeUp(id("n1")), Duration.ofMinutes(5), true);

    private static final Elapsed TRUSTED = new Elapsed("node up after losses", new NodeUp(id("n2")));

    private static NodeLosses lost(int times) {
        return new NodeLosses(id("n2"), times);
    }

    private static Cluster web() {
        return swarm().service("web").running("web", "n1");
    }

    private static Cluster with(NodeStatus status) {
        return new Cluster().node("n1", status).with(Rebalanced.CALM);
    }

    private static Node drained() {
        return new Node(id("n3"), "n3", NodeRole.WORKER, Availability.DRAIN, NodeStatus.READY, "", "10.0.0.3",
                Leadership.NONE, new Platform("linux", "x86_64"), Resources.NONE, "20.10.24", Map.of(), Set.of());
    }

    @Test
    @Verifies(value = "ORC-REB-102", as = POSITIVE)
    void aReadyNodeIsUp(RuleVerifier rules) {
        rules.given(swarm()).concludes(new NodeUp(id("n1")), new NodeUp(id("n2")));
    }

    @Test
    @Verifies(value = "ORC-REB-102", as = NEGATIVE)
    void withoutRebalancingNobodyAsks(RuleVerifier rules) {
        rules.given(new Cluster().node("n1"));
        rules.given(with(NodeStatus.UNKNOWN));
    }

    @Test
    @Verifies(value = "ORC-REB-102", as = BOUNDARY)
    void aNodeIsUpWhileItIsReady(RuleVerifier rules) {
        rules.given(with(NodeStatus.DOWN)).concludesNo(NodeUp.class);
        rules.given(with(NodeStatus.READY));
        rules.given(new Cluster().with(Rebalanced.CALM, drained())).concludesNo(NodeUp.class);
    }

    @Test
    @Verifies(value = "ORC-REB-103", as = POSITIVE)
    void aNodeThatWasUpForLongIsStable(RuleVerifier rules) {
        rules.given(swarm(), stable("n1")).concludes(new StableNode(id("n1")));
    }

    @Test
    @Verifies(value = "ORC-REB-103", as = NEGATIVE)
    void aNodeThatHasJustReturnedIsNotStable(RuleVerifier rules) {
        rules.given(swarm()).concludesNo(StableNode.class);
    }

    @Test
    @Verifies(value = "ORC-REB-103", as = BOUNDARY)
    void aNodeThatIsDownIsNotStable(RuleVerifier rules) {
        rules.given(with(NodeStatus.DOWN), stable("n1"));
        rules.given(with(NodeStatus.READY), stable("n1"));
    }

    @Test
    @Verifies(value = "ORC-REB-501", as = POSITIVE)
    void howLongANodeIsUpIsTimed(RuleVerifier rules) {
        rules.given(swarm()).concludes(TIMER);
    }

    @Test
    @Verifies(value = "ORC-REB-501", as = NEGATIVE)
    void aNodeThatIsDownIsNotTimed(RuleVerifier rules) {
        rules.given(with(NodeStatus.DOWN)).concludesNo(Timer.class);
    }

    @Test
    @Verifies(value = "ORC-REB-501", as = BOUNDARY)
    void aNodeIsTimedOnceRebalancingIsConfigured(RuleVerifier rules) {
        rules.given(new Cluster().node("n1"));
        rules.given(new Cluster().node("n1").with(Rebalanced.CALM)).concludes(TIMER);
    }

    @Test
    @Verifies(value = "ORC-REB-502", as = POSITIVE)
    void howLongANodeIsUpThatWasLostAgainIsTimedForLonger(RuleVerifier rules) {
        rules.given(swarm(), lost(2)).concludes(new Timer(TRUSTED.name(), TRUSTED.subject(), Duration.ofMinutes(20)));
        rules.given(swarm(), lost(3)).concludes(new Timer(TRUSTED.name(), TRUSTED.subject(), Duration.ofMinutes(80)));
        rules.given(swarm(), lost(9)).concludes(new Timer(TRUSTED.name(), TRUSTED.subject(), Duration.ofDays(1)));
    }

    @Test
    @Verifies(value = "ORC-REB-502", as = NEGATIVE)
    void aNodeThatIsAwayOrWasNeverLostIsNotTimedForLonger(RuleVerifier rules) {
        rules.given(with(NodeStatus.DOWN), new NodeLosses(id("n1"), 3)).concludesNo(Timer.class);
        rules.given(new Cluster().node("n2"), lost(3)).concludesNo(Timer.class);
    }

    @Test
    @Verifies(value = "ORC-REB-502", as = BOUNDARY)
    void oneLossIsNoReasonToWaitForLonger(RuleVerifier rules) {
        rules.given(swarm(), lost(1));
        rules.given(swarm(), lost(2)).concludes(new Timer(TRUSTED.name(), TRUSTED.subject(), Duration.ofMinutes(20)));
    }

    @Test
    @Verifies(value = "ORC-REB-314", as = POSITIVE)
    void whatRunsWellDoesNotGoToANodeThatIsLostAgainAndAgain(RuleVerifier rules) {
        for (Goal goal : List.of(Goal.PREFERENCE, Goal.SPREAD)) {
            rules.given(web(), wish(goal), stable("n2"), lost(3)).vetoesTargets("ORC-REB-314",
                    "it was lost 3 times, each less than a day after the one before, and has not been up for 80 min since", id("n2"));
        }
    }

    @Test
    @Verifies(value = "ORC-REB-314", as = NEGATIVE)
    void whatDoesNotRunWellGoesThere(RuleVerifier rules) {
        for (Goal goal : List.of(Goal.RELIEVE_MEMORY, Goal.AVERT_EXHAUSTION, Goal.UNSTICK, Goal.EVACUATE, Goal.REQUESTED)) {
            rules.given(web(), wish(goal), stable("n2"), lost(3)).concludesNo(TargetVeto.class);
        }
    }

    @Test
    @Verifies(value = "ORC-REB-314", as = POSITIVE)
    void thatAnotherNodeIsTrustedAgainIsNothingToIt(RuleVerifier rules) {
        rules.given(web(), wish(Goal.SPREAD), stable("n2"), lost(2), new Elapsed(TRUSTED.name(), new NodeUp(id("n1"))))
                .vetoesTargets("ORC-REB-314", "20 min", id("n2"));
    }

    @Test
    @Verifies(value = "ORC-REB-314", as = NEGATIVE)
    void whatLeavesTheNodeIsNotToldThatItCannotStay(RuleVerifier rules) {
        rules.given(swarm().service("web").running("web", "n2"), stable("n1"), stable("n2"), lost(3), new Proposal("ORC-TST-201",
                new Relocate(id("web"), id("n2"), Set.of(), 1, Goal.SPREAD, 3), "cause", "a test wishes it"))
                .concludesNo(TargetVeto.class);
    }

    @Test
    @Verifies(value = "ORC-REB-314", as = BOUNDARY)
    void oneThatWasUpForThatLongIsATarget(RuleVerifier rules) {
        rules.given(web(), wish(Goal.SPREAD), stable("n2"), lost(1)).concludesNo(TargetVeto.class);
        rules.given(web(), wish(Goal.SPREAD), stable("n2"), lost(2)).vetoesTargets("ORC-REB-314", "20 min", id("n2"));
        rules.given(web(), wish(Goal.SPREAD), stable("n2"), lost(2), TRUSTED).concludesNo(TargetVeto.class);
    }

    @Test
    @Verifies(value = "ORC-REB-313", as = POSITIVE)
    void aNodeThatHasJustReturnedIsNoTarget(RuleVerifier rules) {
        rules.given(web(), wish(Goal.RELIEVE_MEMORY)).vetoesTargets("ORC-REB-313", "long enough", id("n2"));
    }

    @Test
    @Verifies(value = "ORC-REB-313", as = NEGATIVE)
    void anEmergencyGoesThereAnyway(RuleVerifier rules) {
        rules.given(web(), wish(Goal.AVERT_EXHAUSTION)).concludesNo(TargetVeto.class);
    }

    @Test
    @Verifies(value = "ORC-REB-313", as = BOUNDARY)
    void aStableNodeIsATarget(RuleVerifier rules) {
        rules.given(web(), wish(Goal.SPREAD));
        rules.given(web(), wish(Goal.SPREAD), stable("n2")).concludesNo(TargetVeto.class);
    }
}
