package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.condition.Stuck;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.policy.StartLimit;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks that do not get to run. */
@ExtendWith(VerifierExtension.class)
class StuckRulesTest {
    private static final StartLimit LIMIT = new StartLimit(Duration.ofMinutes(1));
    private static final Elapsed STUCK = new Elapsed("starting", "web.1");
    private static final Elapsed WAITED = new Elapsed("without node", "web.1");

    private static Cluster web(String node, TaskState state) {
        return swarm().with(LIMIT).service("web").task("web", node, state);
    }

    private static Relocate elsewhere(String node) {
        return new Relocate(id("web"), node, Set.of(), 1, Goal.UNSTICK, 1);
    }

    private static StartPatience slow(String service, int seconds) {
        return new StartPatience(id(service), Duration.ofSeconds(seconds), false);
    }

    private static StartPatience set(String service, int seconds) {
        return new StartPatience(id(service), Duration.ofSeconds(seconds), true);
    }

    private static Timer starting(int seconds) {
        return new Timer("starting", "web.1", Duration.ofSeconds(seconds));
    }

    private static final Timer WAITING = new Timer("without node", "web.1", Duration.ofMinutes(1));

    private static Cluster waitingForItsPredecessor() {
        return notYetWanted("n1", TaskState.READY);
    }

    private static Cluster notYetWanted(String node, TaskState state) {
        return swarm().with(LIMIT).service("web").task("web", 1, node, TaskState.READY, state);
    }

    private static Cluster withoutLimit(String node, TaskState state) {
        return swarm().service("web").task("web", node, state);
    }

    @Test
    @Verifies(value = "ORC-STK-501", as = POSITIVE)
    void howLongATaskStartsIsTimed(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING)).concludes(starting(60));
        rules.given(web("n1", TaskState.STARTING), slow("db", 600), set("db", 5)).concludes(starting(60));
        rules.given(web("n1", TaskState.STARTING), slow("web", 60)).concludes(starting(60));
    }

    @Test
    @Verifies(value = "ORC-STK-501", as = NEGATIVE)
    void aServiceThatStartsSlowlyHasATimeOfItsOwn(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING), slow("web", 61));
        rules.given(web("n1", TaskState.STARTING), set("web", 60));
        rules.given(web("n1", TaskState.STARTING), set("web", 5));
    }

    @Test
    @Verifies(value = "ORC-STK-501", as = NEGATIVE)
    void aTaskThatWaitsIsNotTimed(RuleVerifier rules) {
        rules.given(waitingForItsPredecessor());
        rules.given(web("", TaskState.PENDING));
        rules.given(withoutLimit("n1", TaskState.STARTING));
    }

    @Test
    @Verifies(value = "ORC-STK-501", as = BOUNDARY)
    void aTaskThatRunsIsNotTimed(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING));
        rules.given(web("n1", TaskState.RUNNING));
    }

    @Test
    @Verifies(value = "ORC-STK-502", as = POSITIVE)
    void aServiceThatStartsSlowlyIsGivenMoreTime(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING), slow("web", 600)).concludes(starting(600));
    }

    @Test
    @Verifies(value = "ORC-STK-502", as = NEGATIVE)
    void thatAnotherOneStartsSlowlyIsNothingToIt(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING), slow("db", 600));
        rules.given(web("n1", TaskState.STARTING), set("web", 600));
        rules.given(web("n1", TaskState.RUNNING), slow("web", 600));
        rules.given(web("", TaskState.PENDING), slow("web", 600));
        rules.given(waitingForItsPredecessor(), slow("web", 600));
    }

    @Test
    @Verifies(value = "ORC-STK-502", as = BOUNDARY)
    void theLimitIsTheLeast(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING), slow("web", 60));
        rules.given(web("n1", TaskState.STARTING), slow("web", 61));
    }

    @Test
    @Verifies(value = "ORC-STK-503", as = POSITIVE)
    void whatIsSetForAServiceHolds(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING), set("web", 1800)).concludes(starting(1800));
        rules.given(web("n1", TaskState.STARTING), set("web", 60)).concludes(starting(60));
        rules.given(web("n1", TaskState.STARTING), set("web", 5)).concludes(starting(5));
    }

    @Test
    @Verifies(value = "ORC-STK-503", as = NEGATIVE)
    void whatIsSetForAnotherOneIsNothingToIt(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING), set("db", 1800));
        rules.given(web("n1", TaskState.STARTING), slow("web", 1800));
        rules.given(web("", TaskState.PENDING), set("web", 1800));
        rules.given(waitingForItsPredecessor(), set("web", 1800));
        rules.given(withoutLimit("n1", TaskState.STARTING), set("web", 1800));
    }

    @Test
    @Verifies(value = "ORC-STK-503", as = BOUNDARY)
    void whatRunsInTheEndIsNotTimed(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING), set("web", 5));
        rules.given(web("n1", TaskState.RUNNING), set("web", 5));
    }

    @Test
    @Verifies(value = "ORC-STK-504", as = POSITIVE)
    void howLongATaskHasNoNodeIsTimed(RuleVerifier rules) {
        rules.given(web("", TaskState.PENDING)).concludes(WAITING);
        rules.given(web("", TaskState.PENDING), slow("web", 600)).concludes(WAITING);
        rules.given(web("", TaskState.PENDING), set("web", 1800)).concludes(WAITING);
    }

    @Test
    @Verifies(value = "ORC-STK-504", as = NEGATIVE)
    void whatIsNotWantedNeedsNoNode(RuleVerifier rules) {
        rules.given(notYetWanted("", TaskState.PENDING));
        rules.given(withoutLimit("", TaskState.PENDING));
    }

    @Test
    @Verifies(value = "ORC-STK-504", as = BOUNDARY)
    void withItsNodeItsStartBegins(RuleVerifier rules) {
        rules.given(web("", TaskState.PENDING));
        rules.given(web("n1", TaskState.ASSIGNED));
    }

    @Test
    @Verifies(value = "ORC-STK-504", as = NEGATIVE)
    void whatRunsWaitsForNothing(RuleVerifier rules) {
        rules.given(web("", TaskState.RUNNING));
    }

    @Test
    @Verifies(value = "ORC-STK-101", as = NEGATIVE)
    void withoutANodeNothingStarts(RuleVerifier rules) {
        rules.given(web("", TaskState.PENDING), STUCK).concludesNo(Stuck.class);
    }

    @Test
    @Verifies(value = "ORC-STK-101", as = POSITIVE)
    void aTaskThatStartsForTooLongIsStuck(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING), STUCK).concludes(new Stuck("web.1", id("web"), id("n1")));
    }

    @Test
    @Verifies(value = "ORC-STK-101", as = NEGATIVE)
    void aTaskIsGivenTime(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING)).concludesNo(Stuck.class);
        rules.given(web("n1", TaskState.STARTING), WAITED).concludesNo(Stuck.class);
    }

    @Test
    @Verifies(value = "ORC-STK-101", as = BOUNDARY)
    void aTaskThatRunsInTheEndIsNotStuck(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING), STUCK);
        rules.given(web("n1", TaskState.RUNNING), STUCK);
    }

    @Test
    @Verifies(value = "ORC-STK-102", as = POSITIVE)
    void aTaskThatWaitsForTooLongIsStuck(RuleVerifier rules) {
        rules.given(web("", TaskState.PENDING), WAITED).concludes(new Stuck("web.1", id("web"), ""));
    }

    @Test
    @Verifies(value = "ORC-STK-102", as = NEGATIVE)
    void aTaskIsGivenTimeToGetANode(RuleVerifier rules) {
        rules.given(web("", TaskState.PENDING)).concludesNo(Stuck.class);
        rules.given(web("", TaskState.PENDING), STUCK).concludesNo(Stuck.class);
        rules.given(web("", TaskState.RUNNING), WAITED).concludesNo(Stuck.class);
        rules.given(notYetWanted("", TaskState.PENDING), WAITED).concludesNo(Stuck.class);
    }

    @Test
    @Verifies(value = "ORC-STK-102", as = BOUNDARY)
    void aTaskThatGetsANodeInTheEndIsNotStuck(RuleVerifier rules) {
        rules.given(web("", TaskState.PENDING), WAITED);
        rules.given(web("n1", TaskState.ASSIGNED), WAITED);
    }

    @Test
    @Verifies(value = "ORC-STK-201", as = POSITIVE)
    void aStuckTaskIsPlacedElsewhere(RuleVerifier rules) {
        rules.given(web("n1", TaskState.STARTING), STUCK).approves(elsewhere(id("n1")));
        rules.given(web("", TaskState.PENDING), WAITED).approves(elsewhere(""));
    }

    @Test
    @Verifies(value = "ORC-STK-201", as = NEGATIVE)
    void aGlobalServiceHasNoElsewhere(RuleVerifier rules) {
        rules.given(swarm().with(LIMIT).service("web", web -> web.mode(ServiceMode.GLOBAL))
                .task("web", "n1", TaskState.STARTING), STUCK).proposes();
    }

    @Test
    @Verifies(value = "ORC-STK-201", as = BOUNDARY)
    void aPullIsNotCutShort(RuleVerifier rules) {
        rules.given(web("n1", TaskState.PREPARING), STUCK).proposes();
        rules.given(web("n1", TaskState.STARTING), STUCK);
    }

    @Test
    @Verifies(value = "ORC-STK-401", as = POSITIVE)
    void aTaskWithoutNodeIsReported(RuleVerifier rules) {
        rules.given(web("", TaskState.PENDING), WAITED).finds("ORC-STK-401", "has no node");
    }

    @Test
    @Verifies(value = "ORC-STK-401", as = NEGATIVE)
    void aTaskThatHasJustBegunIsNot(RuleVerifier rules) {
        rules.given(web("", TaskState.PENDING));
    }

    @Test
    @Verifies(value = "ORC-STK-401", as = BOUNDARY)
    void aTaskWithANodeIsAnotherMatter(RuleVerifier rules) {
        rules.given(web("", TaskState.PENDING), WAITED);
        rules.given(web("n1", TaskState.ASSIGNED), STUCK);
    }

    @Test
    @Verifies(value = "ORC-STK-402", as = POSITIVE)
    void aTaskThatDoesNotRunOnItsNodeIsReported(RuleVerifier rules) {
        rules.given(web("n1", TaskState.PREPARING), STUCK).finds("ORC-STK-402", "on n1 does not get to run");
    }

    @Test
    @Verifies(value = "ORC-STK-402", as = NEGATIVE)
    void aTaskThatHasJustBegunOnItsNodeIsNot(RuleVerifier rules) {
        rules.given(web("n1", TaskState.PREPARING));
    }

    @Test
    @Verifies(value = "ORC-STK-402", as = BOUNDARY)
    void aTaskWithoutNodeIsNotOnOne(RuleVerifier rules) {
        rules.given(web("", TaskState.PENDING), WAITED);
        rules.given(web("n1", TaskState.STARTING), STUCK);
    }
}
