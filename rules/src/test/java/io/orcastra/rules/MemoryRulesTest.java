package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.PRESSED;
import static io.orcastra.rules.Rebalanced.SHORT;
import static io.orcastra.rules.Rebalanced.WINDOW;
import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Burden;
import io.orcastra.facts.condition.NodeRunningOutOfMemory;
import io.orcastra.facts.condition.NodeUnderMemoryPressure;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What memory pressure leads to. */
@ExtendWith(VerifierExtension.class)
class MemoryRulesTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Elapsed PRESSED_ELSEWHERE = new Elapsed("memory pressure", id("n2"));
    private static final Elapsed BURDENED = new Elapsed("burdened", new Burden(id("web"), id("n1"), WINDOW));
    private static final Elapsed RAN_OUT = new Elapsed("running out", new NodeRunningOutOfMemory(id("n1")));
    private static final Relocate RELIEF =
            new Relocate(id("web"), id("n1"), Set.of(), 1, Relocate.Goal.RELIEVE_MEMORY, 2);
    private static final Relocate RESCUE =
            new Relocate(id("web"), id("n1"), Set.of(), 1, Relocate.Goal.AVERT_EXHAUSTION, 1);

    private static Cluster web() {
        return swarm().service("web").running("web", "n1");
    }

    private static Cluster global() {
        return swarm().service("agent", agent -> agent.mode(ServiceMode.GLOBAL)).running("agent", "n1");
    }

    private static ServiceRebalancing own(String service) {
        return new ServiceRebalancing(service, SOON, SOON, 1, 1);
    }

    @Test
    @Verifies(value = "ORC-MEM-101", as = POSITIVE)
    void aNodeWhosePressureHasBegunIsUnderPressure(RuleVerifier rules) {
        rules.given(web(), PRESSED).concludes(new NodeUnderMemoryPressure(id("n1")));
    }

    @Test
    @Verifies(value = "ORC-MEM-101", as = NEGATIVE)
    void highMemoryAloneIsNoPressureYet(RuleVerifier rules) {
        rules.given(web().memory("n1", 99)).concludesNo(NodeUnderMemoryPressure.class);
    }

    @Test
    @Verifies(value = "ORC-MEM-101", as = BOUNDARY)
    void onlyANodeOfTheSwarmIsUnderPressure(RuleVerifier rules) {
        rules.given(swarm(), new Elapsed("memory pressure", id("n3")));
        rules.given(swarm().node("n3"), new Elapsed("memory pressure", id("n3")));
    }

    @Test
    @Verifies(value = "ORC-MEM-102", as = POSITIVE)
    void aNodeWhoseEmergencyHasBegunRunsOutOfMemory(RuleVerifier rules) {
        rules.given(web(), SHORT).concludes(new NodeRunningOutOfMemory(id("n1")));
    }

    @Test
    @Verifies(value = "ORC-MEM-102", as = NEGATIVE)
    void pressureIsNoEmergency(RuleVerifier rules) {
        rules.given(web(), PRESSED);
    }

    @Test
    @Verifies(value = "ORC-MEM-102", as = BOUNDARY)
    void onlyANodeOfTheSwarmRunsOutOfMemory(RuleVerifier rules) {
        rules.given(swarm(), new Elapsed("memory runs out", id("n3")));
        rules.given(swarm().node("n3"), new Elapsed("memory runs out", id("n3")));
    }

    @Test
    @Verifies(value = "ORC-MEM-103", as = POSITIVE)
    void aServiceBurdensTheNodeItRunsOn(RuleVerifier rules) {
        rules.given(web(), PRESSED).concludes(new Burden(id("web"), id("n1"), WINDOW));
    }

    @Test
    @Verifies(value = "ORC-MEM-103", as = NEGATIVE)
    void aGlobalServiceOrOneElsewhereIsNoBurden(RuleVerifier rules) {
        rules.given(global(), PRESSED).concludesNo(Burden.class);
        rules.given(web(), PRESSED_ELSEWHERE).concludesNo(Burden.class);
    }

    @Test
    @Verifies(value = "ORC-MEM-103", as = BOUNDARY)
    void theDefaultsHoldForServicesWithoutSettingsOnly(RuleVerifier rules) {
        rules.given(web(), PRESSED, own("web"));
        rules.given(web(), PRESSED, own("webs"));
    }

    @Test
    @Verifies(value = "ORC-MEM-104", as = POSITIVE)
    void aServicesOwnSettingsHoldForIt(RuleVerifier rules) {
        rules.given(web(), PRESSED, own("web")).concludes(new Burden(id("web"), id("n1"), SOON));
    }

    @Test
    @Verifies(value = "ORC-MEM-104", as = NEGATIVE)
    void settingsOfAnotherServiceDoNotHold(RuleVerifier rules) {
        rules.given(web(), PRESSED, own("db"));
        rules.given(global(), PRESSED, own("agent"));
    }

    @Test
    @Verifies(value = "ORC-MEM-104", as = BOUNDARY)
    void settingsHoldOnceTheServicesNodeIsUnderPressure(RuleVerifier rules) {
        rules.given(web(), PRESSED_ELSEWHERE, own("web"));
        rules.given(web().running("web", "n2"), PRESSED_ELSEWHERE, own("web"));
    }

    private static Cluster stacked() {
        return swarm().service("shop_web").running("shop_web", "n1");
    }

    @Test
    @Verifies(value = "ORC-MEM-105", as = POSITIVE)
    void aShortNameMeansTheServiceInItsStack(RuleVerifier rules) {
        rules.given(stacked(), PRESSED, own("web")).concludes(new Burden(id("shop_web"), id("n1"), SOON));
    }

    @Test
    @Verifies(value = "ORC-MEM-105", as = NEGATIVE)
    void aServiceWithoutStackHasNoShortName(RuleVerifier rules) {
        rules.given(web(), PRESSED, own("web"));
        rules.given(stacked(), PRESSED, own("db"));
    }

    @Test
    @Verifies(value = "ORC-MEM-105", as = BOUNDARY)
    void theFullNameGoesBeforeTheShortOne(RuleVerifier rules) {
        rules.given(stacked(), PRESSED, own("web"));
        rules.given(stacked(), PRESSED, own("web"), new ServiceRebalancing("shop_web", WINDOW, WINDOW, 1, 1))
                .concludes(new Burden(id("shop_web"), id("n1"), WINDOW));
    }

    @Test
    @Verifies(value = "ORC-MEM-201", as = POSITIVE)
    void everyServiceOfANodeUnderPressureCouldHelp(RuleVerifier rules) {
        rules.given(web(), PRESSED, BURDENED).approves(RELIEF);
        rules.given(web().service("db").running("db", "n1"), PRESSED).proposes(RELIEF,
                new Relocate(id("db"), id("n1"), Set.of(), 1, Relocate.Goal.RELIEVE_MEMORY, 2));
    }

    @Test
    @Verifies(value = "ORC-MEM-201", as = NEGATIVE)
    void withoutPressureNothingIsMoved(RuleVerifier rules) {
        rules.given(web()).proposes();
        rules.given(global(), PRESSED).proposes();
    }

    @Test
    @Verifies(value = "ORC-MEM-201", as = BOUNDARY)
    void anEmergencyTakesTheWishOver(RuleVerifier rules) {
        rules.given(web(), PRESSED).proposes(RELIEF);
        rules.given(web(), PRESSED, SHORT).proposes(RESCUE);
    }

    @Test
    @Verifies(value = "ORC-MEM-202", as = POSITIVE)
    void everyServiceOfANodeThatRunsOutCouldHelp(RuleVerifier rules) {
        rules.given(web(), PRESSED, SHORT, RAN_OUT).approves(RESCUE);
    }

    @Test
    @Verifies(value = "ORC-MEM-202", as = NEGATIVE)
    void whatIsElsewhereOrGlobalDoesNotHelp(RuleVerifier rules) {
        rules.given(global(), SHORT).proposes();
        rules.given(swarm().service("web").running("web", "n2"), SHORT).proposes();
    }

    @Test
    @Verifies(value = "ORC-MEM-202", as = BOUNDARY)
    void onlyWhatRunsNowHelps(RuleVerifier rules) {
        rules.given(swarm().service("web").task("web", "n1", TaskState.STARTING), SHORT);
        rules.given(web(), SHORT);
    }

    @Test
    @Verifies(value = "ORC-MEM-301", as = POSITIVE)
    void pressureHasToLast(RuleVerifier rules) {
        rules.given(web(), PRESSED).vetoes("ORC-MEM-301", "not lasted for 600 s");
        rules.given(web(), PRESSED, own("web")).vetoes("ORC-MEM-301", "not lasted for 60 s");
    }

    @Test
    @Verifies(value = "ORC-MEM-301", as = NEGATIVE)
    void pressureThatHasLastedIsActedUpon(RuleVerifier rules) {
        rules.given(web(), PRESSED, BURDENED);
        rules.given(web(), PRESSED, SHORT);
    }

    @Test
    @Verifies(value = "ORC-MEM-301", as = BOUNDARY)
    void pressureHasToLastOnThisNode(RuleVerifier rules) {
        rules.given(web(), PRESSED, new Elapsed("burdened", new Burden(id("web"), id("n2"), WINDOW)));
        rules.given(web(), PRESSED, BURDENED);
    }

    @Test
    @Verifies(value = "ORC-MEM-302", as = POSITIVE)
    void anEmergencyHasToLast(RuleVerifier rules) {
        rules.given(web(), SHORT).vetoes("ORC-MEM-302", "for 45 s");
    }

    @Test
    @Verifies(value = "ORC-MEM-302", as = NEGATIVE)
    void withoutEmergencyThereIsNothingToWaitFor(RuleVerifier rules) {
        rules.given(web(), PRESSED);
    }

    @Test
    @Verifies(value = "ORC-MEM-302", as = BOUNDARY)
    void anEmergencyThatHasLastedIsActedUpon(RuleVerifier rules) {
        rules.given(web(), SHORT).approves();
        rules.given(web(), SHORT, RAN_OUT).approves(RESCUE);
    }

    @Test
    @Verifies(value = "ORC-MEM-311", as = POSITIVE)
    void aNodeUnderPressureIsNoTarget(RuleVerifier rules) {
        rules.given(web(), PRESSED, PRESSED_ELSEWHERE).vetoesTargets("ORC-MEM-311", "itself", id("n2"));
    }

    @Test
    @Verifies(value = "ORC-MEM-311", as = NEGATIVE)
    void theNodeToBeLeftIsNoTargetAnyway(RuleVerifier rules) {
        rules.given(web(), PRESSED);
    }

    @Test
    @Verifies(value = "ORC-MEM-311", as = BOUNDARY)
    void whatComesBackComesBackUnderPressureAsWell(RuleVerifier rules) {
        rules.given(web(), PRESSED_ELSEWHERE, Rebalanced.wish(Relocate.Goal.SPREAD));
        rules.given(web(), PRESSED_ELSEWHERE, Rebalanced.wish(Relocate.Goal.BRING_BACK));
    }

    private static Cluster unknown(String node) {
        return web().with(new MemoryUnknown(id(node), "no answer"));
    }

    @Test
    @Verifies(value = "ORC-MEM-312", as = POSITIVE)
    void aNodeWhoseMemoryIsUnknownIsNoTarget(RuleVerifier rules) {
        rules.given(unknown("n2"), PRESSED).vetoesTargets("ORC-MEM-312", "no answer", id("n2"));
    }

    @Test
    @Verifies(value = "ORC-MEM-312", as = NEGATIVE)
    void aNodeWhoseMemoryIsKnownMayBeATarget(RuleVerifier rules) {
        rules.given(web().memory("n2", 20), PRESSED);
    }

    @Test
    @Verifies(value = "ORC-MEM-312", as = BOUNDARY)
    void whatIsStuckMayGoToAnUnknownNode(RuleVerifier rules) {
        rules.given(unknown("n2"), Rebalanced.wish(Relocate.Goal.PREFERENCE));
        rules.given(unknown("n2"), Rebalanced.wish(Relocate.Goal.UNSTICK));
    }

    @Test
    @Verifies(value = "ORC-MEM-401", as = POSITIVE)
    void pressureIsReported(RuleVerifier rules) {
        rules.given(web(), PRESSED).finds("ORC-MEM-401", "on n1 has reached 85");
    }

    @Test
    @Verifies(value = "ORC-MEM-401", as = NEGATIVE)
    void withoutPressureThereIsNothingToReport(RuleVerifier rules) {
        rules.given(web());
    }

    @Test
    @Verifies(value = "ORC-MEM-401", as = BOUNDARY)
    void anEmergencyIsReportedInstead(RuleVerifier rules) {
        rules.given(web(), PRESSED);
        rules.given(web(), PRESSED, SHORT).finds("ORC-MEM-402", "95");
    }

    @Test
    @Verifies(value = "ORC-MEM-402", as = POSITIVE)
    void anEmergencyIsReported(RuleVerifier rules) {
        rules.given(web(), SHORT).finds("ORC-MEM-402", "on n1 has reached 95");
    }

    @Test
    @Verifies(value = "ORC-MEM-402", as = NEGATIVE)
    void pressureIsNotReportedAsEmergency(RuleVerifier rules) {
        rules.given(web(), PRESSED);
    }

    @Test
    @Verifies(value = "ORC-MEM-402", as = BOUNDARY)
    void anEmergencyOfANodeThatIsGoneIsNotReported(RuleVerifier rules) {
        rules.given(web(), new Elapsed("memory runs out", id("n3")));
        rules.given(web().node("n3"), new Elapsed("memory runs out", id("n3")));
    }

    @Test
    @Verifies(value = "ORC-MEM-403", as = POSITIVE)
    void unknownMemoryIsReportedAndMovesNothing(RuleVerifier rules) {
        rules.given(unknown("n1")).finds("ORC-MEM-403", "n1 is not known: no answer").proposes();
    }

    @Test
    @Verifies(value = "ORC-MEM-403", as = NEGATIVE)
    void knownMemoryIsNotReported(RuleVerifier rules) {
        rules.given(web().memory("n1", 99));
    }

    @Test
    @Verifies(value = "ORC-MEM-403", as = BOUNDARY)
    void unknownMemoryOfANodeThatIsGoneIsNotReported(RuleVerifier rules) {
        rules.given(unknown("n3"));
        rules.given(unknown("n3").node("n3"));
    }

    @Test
    @Verifies(value = "ORC-MEM-404", as = POSITIVE)
    void aNodeWithoutAnyFigureIsReported(RuleVerifier rules) {
        rules.given(swarm().memory("n1", 20)).finds("ORC-MEM-404", "n2");
    }

    @Test
    @Verifies(value = "ORC-MEM-404", as = NEGATIVE)
    void whereNothingIsMeasuredNoNodeIsMissed(RuleVerifier rules) {
        rules.given(swarm());
        rules.given(swarm().memory("n1", 20).node("n3", NodeStatus.DOWN).memory("n2", 20));
        rules.given(new Cluster().node("n1").node("n2").memory("n1", 20));
    }

    @Test
    @Verifies(value = "ORC-MEM-404", as = BOUNDARY)
    void aNodeOfUnknownMemoryIsReportedOnceOnly(RuleVerifier rules) {
        rules.given(swarm().memory("n1", 20));
        rules.given(swarm().memory("n1", 20).with(new MemoryUnknown(id("n2"), "no answer")));
    }

    @Test
    @Verifies(value = "ORC-MEM-405", as = POSITIVE)
    void settingsOfAMissingServiceAreReported(RuleVerifier rules) {
        rules.given(web(), own("db")).finds("ORC-MEM-405", "settings for db");
    }

    @Test
    @Verifies(value = "ORC-MEM-405", as = NEGATIVE)
    void settingsOfAServiceThatIsThereAreNotReported(RuleVerifier rules) {
        rules.given(web(), own("web"));
        rules.given(stacked(), own("web"), own("shop_web"));
    }

    @Test
    @Verifies(value = "ORC-MEM-405", as = BOUNDARY)
    void beforeTheSwarmWasSeenNothingIsMissed(RuleVerifier rules) {
        rules.given(new Cluster(), own("db"));
        rules.given(new Cluster().node("n1"), own("db"));
    }
}
