package io.orcastra.rules;

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
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.OptedOut;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds every relocation, whatever it is good for. */
@ExtendWith(VerifierExtension.class)
class RebalancingRulesTest {
    private static final Instant LATER = Instant.parse("2026-01-01T01:00:00Z");
    private static final Proposal FOLLOW = new Proposal("ORC-TST-201",
            new MoveService(id("web"), Set.of(id("n2"))), "cause", "a test wishes it");

    private static Cluster web() {
        return swarm().service("web").running("web", "n1").service("db").running("db", "n2");
    }

    private static Resting resting(String subject) {
        return new Resting(subject, LATER);
    }

    private static FailedMove failed(String service) {
        return new FailedMove(id(service), Instant.EPOCH);
    }

    private static InFlight moving(String service) {
        return new InFlight(id(service), "MoveService");
    }

    @Test
    @Verifies(value = "ORC-REB-101", as = POSITIVE)
    void anOwnerOptsOut(RuleVerifier rules) {
        for (String no : Set.of("false", "no", "off", "0", "False", "NO")) {
            rules.given(web().serviceLabel("web", "orchestration.rebalance", no)).concludes(new OptedOut(id("web")));
        }
    }

    @Test
    @Verifies(value = "ORC-REB-101", as = NEGATIVE)
    void withoutTheLabelNobodyOptsOut(RuleVerifier rules) {
        rules.given(web());
    }

    @Test
    @Verifies(value = "ORC-REB-101", as = BOUNDARY)
    void trueIsTheDefault(RuleVerifier rules) {
        rules.given(web().serviceLabel("web", "orchestration.rebalance", "true"));
        rules.given(web().serviceLabel("web", "orchestration.rebalance", "false"));
    }

    @Test
    @Verifies(value = "ORC-REB-301", as = POSITIVE)
    void nothingIsRelocatedUnasked(RuleVerifier rules) {
        for (Goal goal : EnumSet.complementOf(EnumSet.of(Goal.BRING_BACK, Goal.REQUESTED, Goal.EVACUATE))) {
            rules.given(new Cluster().node("n1").service("web"), wish(goal)).vetoes("ORC-REB-301", "not configured");
        }
    }

    @Test
    @Verifies(value = "ORC-REB-301", as = NEGATIVE)
    void whatFollowsItsAnchorIsNotRebalancing(RuleVerifier rules) {
        for (Goal goal : List.of(Goal.BRING_BACK, Goal.REQUESTED, Goal.EVACUATE)) {
            rules.given(new Cluster().node("n1").service("web"), wish(goal));
        }
        rules.given(new Cluster().node("n1").service("web"), FOLLOW);
    }

    @Test
    @Verifies(value = "ORC-REB-301", as = BOUNDARY)
    void oneSettingIsEnough(RuleVerifier rules) {
        rules.given(new Cluster().node("n1").service("web"), wish(Goal.SPREAD));
        rules.given(new Cluster().node("n1").service("web"), wish(Goal.SPREAD), Rebalanced.CALM).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-REB-302", as = POSITIVE)
    void whatIsOptedOutStays(RuleVerifier rules) {
        for (Goal goal : EnumSet.complementOf(EnumSet.of(Goal.REQUESTED, Goal.EVACUATE))) {
            rules.given(web().serviceLabel("web", "orchestration.rebalance", "false"), wish(goal))
                    .vetoes("ORC-REB-302", "orchestration.rebalance=false");
        }
    }

    @Test
    @Verifies(value = "ORC-REB-302", as = NEGATIVE)
    void whatIsOptedOutStillFollowsItsAnchor(RuleVerifier rules) {
        rules.given(web().serviceLabel("web", "orchestration.rebalance", "false"), FOLLOW);
    }

    @Test
    @Verifies(value = "ORC-REB-302", as = BOUNDARY)
    void oneServiceOptsOutForItselfOnly(RuleVerifier rules) {
        rules.given(web().serviceLabel("db", "orchestration.rebalance", "false"), wish(Goal.SPREAD));
        rules.given(web().serviceLabel("web", "orchestration.rebalance", "false"), wish(Goal.SPREAD));
    }

    @Test
    @Verifies(value = "ORC-REB-303", as = POSITIVE)
    void aServiceRestsAfterAMove(RuleVerifier rules) {
        rules.given(web(), resting(id("web")), wish(Goal.RELIEVE_MEMORY)).vetoes("ORC-REB-303", "rests");
    }

    @Test
    @Verifies(value = "ORC-REB-303", as = NEGATIVE)
    void anotherServicesRestIsNotIts(RuleVerifier rules) {
        rules.given(web(), resting(id("db")), wish(Goal.SPREAD));
        rules.given(web(), resting(id("web")), FOLLOW);
    }

    @Test
    @Verifies(value = "ORC-REB-303", as = BOUNDARY)
    void whatIsToBeMendedDoesNotRest(RuleVerifier rules) {
        rules.given(web(), resting(id("web")), wish(Goal.UNSTICK));
        rules.given(web(), resting(id("web")), wish(Goal.AVERT_EXHAUSTION));
        rules.given(web(), resting(id("web")), wish(Goal.PREFERENCE));
    }

    @Test
    @Verifies(value = "ORC-REB-320", as = POSITIVE)
    void inAnEmergencyAServiceRestsAfterAMoveThatFailed(RuleVerifier rules) {
        rules.given(web(), resting(id("web")), failed("web"), wish(Goal.AVERT_EXHAUSTION))
                .vetoes("ORC-REB-320", "a move of it failed a short while ago; it rests");
    }

    @Test
    @Verifies(value = "ORC-REB-320", as = NEGATIVE)
    void aFailureOfAnotherServiceIsNotItsOwn(RuleVerifier rules) {
        rules.given(web(), resting(id("web")), failed("db"), wish(Goal.AVERT_EXHAUSTION));
        rules.given(web(), resting(id("db")), failed("web"), wish(Goal.AVERT_EXHAUSTION));
        rules.given(web(), resting(id("web")), failed("web"), wish(Goal.UNSTICK));
    }

    @Test
    @Verifies(value = "ORC-REB-320", as = BOUNDARY)
    void theRestAfterAFailureEnds(RuleVerifier rules) {
        rules.given(web(), resting(id("web")), failed("web"), wish(Goal.AVERT_EXHAUSTION));
        rules.given(web(), failed("web"), wish(Goal.AVERT_EXHAUSTION));
    }

    @Test
    @Verifies(value = "ORC-REB-304", as = POSITIVE)
    void aNodeRestsAfterAMove(RuleVerifier rules) {
        rules.given(web(), resting(id("n1")), wish(Goal.RELIEVE_MEMORY)).vetoes("ORC-REB-304", "n1 took part");
    }

    @Test
    @Verifies(value = "ORC-REB-304", as = NEGATIVE)
    void aServiceDoesNotRestWithAnotherNode(RuleVerifier rules) {
        rules.given(web(), resting(id("n2")), wish(Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-REB-304", as = BOUNDARY)
    void anEmergencyDoesNotWaitForItsNode(RuleVerifier rules) {
        rules.given(web(), resting(id("n1")), wish(Goal.RELIEVE_MEMORY));
        rules.given(web(), resting(id("n1")), wish(Goal.AVERT_EXHAUSTION));
    }

    @Test
    @Verifies(value = "ORC-REB-305", as = POSITIVE)
    void theSwarmRestsAfterAMove(RuleVerifier rules) {
        rules.given(web(), resting(""), wish(Goal.RELIEVE_MEMORY)).vetoes("ORC-REB-305", "the swarm rests");
        rules.given(web(), resting(""), wish(Goal.PREFERENCE)).vetoes("ORC-REB-305", "the swarm rests");
    }

    @Test
    @Verifies(value = "ORC-REB-305", as = NEGATIVE)
    void theRestOfOneIsNotTheSwarms(RuleVerifier rules) {
        rules.given(web(), resting(id("db")), wish(Goal.RELIEVE_MEMORY));
        rules.given(web(), resting(""), FOLLOW);
    }

    @Test
    @Verifies(value = "ORC-REB-305", as = BOUNDARY)
    void anEmergencyDoesNotWaitForTheSwarm(RuleVerifier rules) {
        rules.given(web(), resting(""), wish(Goal.RELIEVE_MEMORY));
        rules.given(web(), resting(""), wish(Goal.AVERT_EXHAUSTION));
    }

    @Test
    @Verifies(value = "ORC-REB-306", as = POSITIVE)
    void aMoveUnderWayIsWaitedFor(RuleVerifier rules) {
        rules.given(web(), moving("db"), wish(Goal.RELIEVE_MEMORY)).vetoes("ORC-REB-306", "db is being moved");
    }

    @Test
    @Verifies(value = "ORC-REB-306", as = NEGATIVE)
    void aRestartUnderWayIsNotWaitedFor(RuleVerifier rules) {
        rules.given(web(), new InFlight(id("db"), "RestartService"), wish(Goal.RELIEVE_MEMORY));
        rules.given(web(), moving("db"), FOLLOW);
    }

    @Test
    @Verifies(value = "ORC-REB-306", as = BOUNDARY)
    void anEmergencyDoesNotWaitForMovesElsewhere(RuleVerifier rules) {
        rules.given(web(), moving("db"), wish(Goal.RELIEVE_MEMORY));
        rules.given(web(), moving("db"), wish(Goal.AVERT_EXHAUSTION)).concludesNo(Veto.class);
    }

    @Test
    void anEmergencyDoesNotWaitForAMoveElsewhereOfAServiceThatRunsOnItsNodeToo(RuleVerifier rules) {
        rules.given(web().running("db", "n1"), moving("db"), wish(Goal.AVERT_EXHAUSTION)).concludesNo(Veto.class);
    }

    @Test
    @Verifies(value = "ORC-REB-311", as = POSITIVE)
    void aNodeThatTookPartInAMoveIsNoTarget(RuleVerifier rules) {
        rules.given(web(), resting(id("n2")), wish(Goal.SPREAD)).vetoesTargets("ORC-REB-311", "took part", id("n2"));
    }

    @Test
    @Verifies(value = "ORC-REB-311", as = NEGATIVE)
    void aServiceThatRestsIsNoNode(RuleVerifier rules) {
        rules.given(web(), resting(id("db")), wish(Goal.SPREAD));
    }

    @Test
    @Verifies(value = "ORC-REB-311", as = BOUNDARY)
    void anEmergencyMayGoWhereSomethingWent(RuleVerifier rules) {
        rules.given(web(), resting(id("n2")), wish(Goal.RELIEVE_MEMORY));
        rules.given(web(), resting(id("n2")), wish(Goal.AVERT_EXHAUSTION));
    }

    private static Cluster managed() {
        Rebalancing avoiding = new Rebalancing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 4, 5, true);
        return new Cluster().node("n1").service("web").running("web", "n1").with(avoiding);
    }

    private static Node boss() {
        return new Node(id("n9"), "n9", NodeRole.MANAGER, Availability.ACTIVE, NodeStatus.READY, "", "10.0.0.9",
                Leadership.LEADER, new Platform("linux", "x86_64"), Resources.NONE, "20.10.24", Map.of(), Set.of());
    }

    @Test
    @Verifies(value = "ORC-REB-312", as = POSITIVE)
    void managersAreAvoided(RuleVerifier rules) {
        rules.given(managed(), boss(), wish(Goal.SPREAD)).vetoesTargets("ORC-REB-312", "manager", id("n9"));
    }

    @Test
    @Verifies(value = "ORC-REB-312", as = NEGATIVE)
    void workersAreNotAvoided(RuleVerifier rules) {
        rules.given(managed().node("n2"), wish(Goal.SPREAD));
        rules.given(managed(), boss(), wish(Goal.UNSTICK));
    }

    @Test
    @Verifies(value = "ORC-REB-312", as = BOUNDARY)
    void managersAreAvoidedByOptionOnly(RuleVerifier rules) {
        rules.given(web(), boss(), wish(Goal.SPREAD));
        rules.given(managed(), boss(), wish(Goal.SPREAD));
    }
}
