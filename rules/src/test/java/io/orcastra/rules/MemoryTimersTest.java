package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.PRESSED;
import static io.orcastra.rules.Rebalanced.SHORT;
import static io.orcastra.rules.Rebalanced.WINDOW;
import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.condition.Burden;
import io.orcastra.facts.condition.NodeRunningOutOfMemory;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Timer;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When memory pressure begins, how it lasts and when it ends. */
@ExtendWith(VerifierExtension.class)
class MemoryTimersTest {
    private static final Timer PRESSURE = new Timer("memory pressure", id("n1"), Duration.ZERO);
    private static final Timer EMERGENCY = new Timer("memory runs out", id("n1"), Duration.ZERO);

    private static Cluster used(double percent) {
        return swarm().memory("n1", percent).memory("n2", 20);
    }

    private static Cluster web() {
        return swarm().service("web").running("web", "n1");
    }

    @Test
    @Verifies(value = "ORC-MEM-501", as = POSITIVE)
    void pressureBeginsAtTheThreshold(RuleVerifier rules) {
        rules.given(used(85)).concludes(PRESSURE);
    }

    @Test
    @Verifies(value = "ORC-MEM-501", as = NEGATIVE)
    void belowTheThresholdNoPressureBegins(RuleVerifier rules) {
        rules.given(used(50)).doesNotConclude(PRESSURE);
        rules.given(new Cluster().node("n1").memory("n1", 99)).doesNotConclude(PRESSURE);
    }

    @Test
    @Verifies(value = "ORC-MEM-501", as = BOUNDARY)
    void aLittleBelowTheThresholdIsNoPressure(RuleVerifier rules) {
        rules.given(used(84.9)).doesNotConclude(PRESSURE);
        rules.given(used(85));
    }

    @Test
    @Verifies(value = "ORC-MEM-502", as = POSITIVE)
    void pressureThatHasBegunGoesOn(RuleVerifier rules) {
        rules.given(used(82), PRESSED).concludes(PRESSURE);
        rules.given(used(92), PRESSED).concludes(PRESSURE);
    }

    @Test
    @Verifies(value = "ORC-MEM-502", as = NEGATIVE)
    void pressureThatNeverBeganDoesNotGoOn(RuleVerifier rules) {
        rules.given(used(82)).doesNotConclude(PRESSURE);
        rules.given(used(82), new Elapsed("memory pressure", id("n2"))).doesNotConclude(PRESSURE);
    }

    @Test
    @Verifies(value = "ORC-MEM-502", as = BOUNDARY)
    void pressureEndsWellBelowTheThreshold(RuleVerifier rules) {
        rules.given(used(80), PRESSED);
        rules.given(used(79.9), PRESSED).doesNotConclude(PRESSURE);
    }

    @Test
    @Verifies(value = "ORC-MEM-503", as = POSITIVE)
    void anEmergencyBeginsAtItsPercentage(RuleVerifier rules) {
        rules.given(used(95)).concludes(EMERGENCY);
    }

    @Test
    @Verifies(value = "ORC-MEM-503", as = NEGATIVE)
    void pressureIsNoEmergency(RuleVerifier rules) {
        rules.given(used(90)).doesNotConclude(EMERGENCY);
    }

    @Test
    @Verifies(value = "ORC-MEM-503", as = BOUNDARY)
    void aLittleBelowIsNoEmergency(RuleVerifier rules) {
        rules.given(used(94.9)).doesNotConclude(EMERGENCY);
        rules.given(used(95));
    }

    @Test
    @Verifies(value = "ORC-MEM-504", as = POSITIVE)
    void anEmergencyThatHasBegunGoesOn(RuleVerifier rules) {
        rules.given(used(91), SHORT).concludes(EMERGENCY);
    }

    @Test
    @Verifies(value = "ORC-MEM-504", as = NEGATIVE)
    void anEmergencyThatNeverBeganDoesNotGoOn(RuleVerifier rules) {
        rules.given(used(91), PRESSED).doesNotConclude(EMERGENCY);
    }

    @Test
    @Verifies(value = "ORC-MEM-504", as = BOUNDARY)
    void anEmergencyEndsWellBelowItsPercentage(RuleVerifier rules) {
        rules.given(used(90), SHORT);
        rules.given(used(89.9), SHORT).doesNotConclude(EMERGENCY);
    }

    @Test
    @Verifies(value = "ORC-MEM-505", as = POSITIVE)
    void howLongAServiceBurdensItsNodeIsTimed(RuleVerifier rules) {
        rules.given(web(), PRESSED)
                .concludes(new Timer("burdened", new Burden(id("web"), id("n1"), WINDOW), WINDOW, true));
    }

    @Test
    @Verifies(value = "ORC-MEM-505", as = NEGATIVE)
    void withoutPressureNothingIsTimed(RuleVerifier rules) {
        rules.given(web()).doesNotConclude(PRESSURE);
    }

    @Test
    @Verifies(value = "ORC-MEM-505", as = BOUNDARY)
    void pressureElsewhereIsNotTheService(RuleVerifier rules) {
        rules.given(web(), new Elapsed("memory pressure", id("n2"))).doesNotConclude(PRESSURE);
        rules.given(web().running("web", "n2"), new Elapsed("memory pressure", id("n2")));
    }

    @Test
    @Verifies(value = "ORC-MEM-506", as = POSITIVE)
    void howLongMemoryIsShortIsTimed(RuleVerifier rules) {
        rules.given(web(), SHORT).concludes(new Timer(
                "running out", new NodeRunningOutOfMemory(id("n1")), Duration.ofSeconds(45), true));
    }

    @Test
    @Verifies(value = "ORC-MEM-506", as = NEGATIVE)
    void withoutEmergencyNoneIsTimed(RuleVerifier rules) {
        rules.given(web(), PRESSED);
    }

    @Test
    @Verifies(value = "ORC-MEM-506", as = BOUNDARY)
    void anEmergencyOfANodeThatIsGoneIsNotTimed(RuleVerifier rules) {
        rules.given(web(), new Elapsed("memory runs out", id("n9")));
        rules.given(web().node("n9"), new Elapsed("memory runs out", id("n9")));
    }
}
