package io.orcastra.rules;

import static io.orcastra.rules.ColocationRulesTest.displaced;
import static io.orcastra.rules.ColocationRulesTest.held;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.condition.HeldByOperator;
import io.orcastra.facts.condition.WaitsForHour;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.HeldTimer;
import io.orcastra.facts.control.HourSpent;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.Timer;
import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VerifierExtension.class)
class HoldRulesTest {
    static final Instant OPENS = Cluster.EPOCH.plus(Duration.ofHours(3));
    static final WindowClosed CLOSED = new WindowClosed("night", OPENS);

    private static Cluster inAStack() {
        return new Cluster().node("n1").node("n2").service("shop_db").service("shop_web").anchor("db", "shop_db")
                .dependency("shop_db", "shop_web").running("shop_db", "n1").running("shop_web", "n2");
    }

    @Test
    @Verifies(value = "ORC-HLD-101", as = POSITIVE)
    void whileEverythingIsPausedTheTimeWaits(RuleVerifier rules) {
        rules.given(displaced(), new Paused("", "upgrade", null)).concludes(new HeldByOperator(id("web")));
    }

    @Test
    @Verifies(value = "ORC-HLD-101", as = NEGATIVE)
    void withoutAPauseTheTimeGoesOn(RuleVerifier rules) {
        rules.given(displaced()).concludesNo(HeldByOperator.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-101", as = BOUNDARY)
    void aPauseOfOneServiceIsNoPauseOfEverything(RuleVerifier rules) {
        rules.given(displaced(), new Paused("another", "upgrade", null)).concludesNo(HeldByOperator.class);
        rules.given(displaced(), new Paused("", "upgrade", null)).concludes(new HeldByOperator(id("web")));
    }

    @Test
    @Verifies(value = "ORC-HLD-102", as = POSITIVE)
    void whileADependentIsPausedItsTimeWaits(RuleVerifier rules) {
        rules.given(displaced(), new Paused("web", "upgrade", null)).concludes(new HeldByOperator(id("web")));
    }

    @Test
    @Verifies(value = "ORC-HLD-102", as = NEGATIVE)
    void thePauseOfItsAnchorHoldsNothing(RuleVerifier rules) {
        rules.given(displaced(), new Paused("db", "upgrade", null)).concludesNo(HeldByOperator.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-102", as = BOUNDARY)
    void aPausedServiceThatFollowsNobodyIsNotTimed(RuleVerifier rules) {
        var alone = new Cluster().node("n1").service("web").running("web", "n1").with(new Paused("web", "upgrade", null));
        rules.given(alone).concludesNo(HeldByOperator.class);
        rules.given(displaced(), new Paused("web", "upgrade", null)).concludes(new HeldByOperator(id("web")));
    }

    @Test
    @Verifies(value = "ORC-HLD-103", as = POSITIVE)
    void whileMovesHomeAskFirstTheTimeWaits(RuleVerifier rules) {
        rules.given(displaced(), new RuleAutomation("ORC-COL-201", AutomationLevel.ASK)).concludes(new HeldByOperator(id("web")));
        rules.given(displaced(), new RuleAutomation("ORC-COL", AutomationLevel.ASK)).concludes(new HeldByOperator(id("web")));
    }

    @Test
    @Verifies(value = "ORC-HLD-103", as = NEGATIVE)
    void aRuleThatOnlyReportsHoldsNoTime(RuleVerifier rules) {
        rules.given(displaced(), new RuleAutomation("ORC-COL-201", AutomationLevel.REPORT)).concludesNo(HeldByOperator.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-103", as = BOUNDARY)
    void anotherRuleThatAsksHoldsNoTime(RuleVerifier rules) {
        rules.given(displaced(), new RuleAutomation("ORC-COL-202", AutomationLevel.ASK)).concludesNo(HeldByOperator.class);
        rules.given(displaced(), new RuleAutomation("ORC-COL-201", AutomationLevel.ASK)).concludes(new HeldByOperator(id("web")));
    }

    @Test
    @Verifies(value = "ORC-HLD-104", as = POSITIVE)
    void whileADependentAsksFirstItsTimeWaits(RuleVerifier rules) {
        rules.given(displaced(), new ServiceAutomation("web", AutomationLevel.ASK)).concludes(new HeldByOperator(id("web")));
        rules.given(inAStack(), new ServiceAutomation("web", AutomationLevel.ASK)).concludes(new HeldByOperator(id("shop_web")));
        rules.given(inAStack(), new ServiceAutomation("shop_web", AutomationLevel.ASK)).concludes(new HeldByOperator(id("shop_web")));
    }

    @Test
    @Verifies(value = "ORC-HLD-104", as = NEGATIVE)
    void aDependentThatOnlyReportsHoldsNoTime(RuleVerifier rules) {
        rules.given(displaced(), new ServiceAutomation("web", AutomationLevel.REPORT)).concludesNo(HeldByOperator.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-104", as = BOUNDARY)
    void anAnchorThatAsksHoldsNoTimeOfItsDependents(RuleVerifier rules) {
        rules.given(displaced(), new ServiceAutomation("db", AutomationLevel.ASK)).concludesNo(HeldByOperator.class);
        rules.given(displaced(), new ServiceAutomation("web", AutomationLevel.ASK)).concludes(new HeldByOperator(id("web")));
    }

    @Test
    @Verifies(value = "ORC-HLD-501", as = POSITIVE)
    void whileAnOperatorHoldsADependentItsTimeWaits(RuleVerifier rules) {
        rules.given(displaced(), new Paused("", "upgrade", null)).concludes(held("web"));
    }

    @Test
    @Verifies(value = "ORC-HLD-501", as = NEGATIVE)
    void whereNobodyHoldsItTheTimeGoesOn(RuleVerifier rules) {
        rules.given(displaced()).concludesNo(HeldTimer.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-501", as = BOUNDARY)
    void whatIsHeldIsNotTimedAtTheSameTime(RuleVerifier rules) {
        rules.given(displaced(), new Paused("web", "upgrade", null)).concludes(held("web")).concludesNo(Timer.class);
        rules.given(displaced(), new Paused("db", "upgrade", null)).concludesNo(HeldTimer.class);
    }

    /** As a rule of an operator's concludes it while their window is closed. */
    static Veto waiting(String rule, String dependent, Instant until) {
        return new Veto("ORC-OWN-301", new Proposal(rule, new MoveService(id(dependent), Set.of(id("n1"))), "cause", "reason"),
                "the window is closed", until);
    }

    @Test
    @Verifies(value = "ORC-HLD-502", as = POSITIVE)
    void whileAMoveHomeWaitsForAWindowItsTimeWaits(RuleVerifier rules) {
        rules.given(displaced(), CLOSED, waiting("ORC-COL-201", "web", OPENS)).concludes(held("web")).concludesNo(Timer.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-502", as = NEGATIVE)
    void aClosedWindowThatHoldsNothingBackHoldsNoTime(RuleVerifier rules) {
        rules.given(displaced(), CLOSED).concludesNo(HeldTimer.class);
        assertThat(rules.given(displaced(), CLOSED).of(Timer.class)).hasSize(1);
    }

    @Test
    @Verifies(value = "ORC-HLD-502", as = BOUNDARY)
    void onlyAVetoOfTheMoveHomeUntilTheWindowOpensHoldsTime(RuleVerifier rules) {
        for (Veto other : List.of(waiting("ORC-COL-201", "web", OPENS.plusMillis(1)), waiting("ORC-COL-202", "web", OPENS),
                waiting("ORC-COL-201", "web", null))) {
            rules.given(displaced(), CLOSED, other).concludesNo(HeldTimer.class);
            assertThat(rules.given(displaced(), CLOSED, other).of(Timer.class)).hasSize(1);
        }
        assertThat(rules.given(displaced(), CLOSED, waiting("ORC-COL-201", "db", OPENS)).of(Timer.class)).hasSize(1);
        rules.given(displaced(), CLOSED, waiting("ORC-COL-201", "web", OPENS)).concludes(held("web"));
    }

    private static final HourSpent SPENT = new HourSpent(Cluster.EPOCH.plusSeconds(600));

    @Test
    @Verifies(value = "ORC-HLD-106", as = POSITIVE)
    void whatWasNotTriedWaitsForTheHour(RuleVerifier rules) {
        rules.given(displaced(), SPENT).concludes(new WaitsForHour(id("web")));
        rules.given(displaced(), SPENT, new Attempts(id("web"), "a restart", 1)).concludes(new WaitsForHour(id("web")));
    }

    @Test
    @Verifies(value = "ORC-HLD-106", as = NEGATIVE)
    void whileTheHourHasMovesLeftOrWhatFailedOrIsAtHomeDoesNot(RuleVerifier rules) {
        rules.given(displaced()).concludesNo(WaitsForHour.class);
        rules.given(displaced(), SPENT, new FailedMove(id("web"), Cluster.EPOCH)).concludesNo(WaitsForHour.class);
        rules.given(new Cluster().node("n1").service("db").service("web").anchor("db", "db").dependency("db", "web")
                .running("db", "n1").running("web", "n1"), SPENT).concludesNo(WaitsForHour.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-106", as = BOUNDARY)
    void theFailureOfAnotherDoesNotCount(RuleVerifier rules) {
        rules.given(displaced(), SPENT, new FailedMove(id("db"), Cluster.EPOCH)).concludes(new WaitsForHour(id("web")));
        rules.given(displaced(), SPENT, new FailedMove(id("web"), Cluster.EPOCH)).concludesNo(WaitsForHour.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-503", as = POSITIVE)
    void whileItWaitsForTheHourTheTimeStandsStill(RuleVerifier rules) {
        rules.given(displaced(), SPENT).concludes(held("web")).concludesNo(Timer.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-503", as = NEGATIVE)
    void whileTheHourHasMovesLeftTheTimeGoesOn(RuleVerifier rules) {
        rules.given(displaced()).concludesNo(HeldTimer.class);
    }

    @Test
    @Verifies(value = "ORC-HLD-503", as = BOUNDARY)
    void whatFailedInThatHourIsTimed(RuleVerifier rules) {
        rules.given(displaced(), SPENT, new FailedMove(id("web"), Cluster.EPOCH)).concludesNo(HeldTimer.class);
        rules.given(displaced(), SPENT).concludes(held("web"));
    }
}
