package io.orcastra.rules;

import static io.orcastra.rules.Rebalanced.swarm;
import static io.orcastra.rules.Rebalanced.wish;
import static io.orcastra.rules.verify.Cluster.id;
import static io.orcastra.rules.verify.Side.BOUNDARY;
import static io.orcastra.rules.verify.Side.NEGATIVE;
import static io.orcastra.rules.verify.Side.POSITIVE;

import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import io.orcastra.rules.verify.VerifierExtension;
import io.orcastra.rules.verify.Verifies;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What moves that failed again and again lead to. */
@ExtendWith(VerifierExtension.class)
class MovesInVainRulesTest {
    private static final Set<Goal> COSMETIC = EnumSet.of(Goal.SPREAD, Goal.PREFERENCE);
    private static final Set<Goal> GIVEN_UP = EnumSet.of(
            Goal.RELIEVE_MEMORY, Goal.UNSTICK, Goal.BRING_BACK, Goal.REQUESTED, Goal.EVACUATE);

    private static Cluster web() {
        return swarm().service("web").running("web", "n1").service("db").running("db", "n2");
    }

    private static MoveFailures failed(String service, String cause, int times) {
        return new MoveFailures(id(service), cause, times, id("n2"), Set.of(id("n2")), "a task failed", Set.of());
    }

    /** Of another service for this cause, and of this one for another. */
    private static Cluster othersFailed(int times) {
        return web().with(failed("db", "cause", times), failed("web", "another", times));
    }

    private static MoveFailures failed(int times) {
        return failed("web", "cause", times);
    }

    @Test
    @Verifies(value = "ORC-REB-307", as = POSITIVE)
    void whatFailedThreeTimesIsGivenUp(RuleVerifier rules) {
        for (Goal goal : GIVEN_UP) {
            rules.given(web(), failed(3), wish(goal)).vetoes("ORC-REB-307", "given up: 3 moves of it have failed");
        }
    }

    @Test
    @Verifies(value = "ORC-REB-307", as = NEGATIVE)
    void failuresOfAnotherServiceOrCauseAreNotItsOwn(RuleVerifier rules) {
        rules.given(othersFailed(3), wish(Goal.UNSTICK));
        rules.given(web(), failed(3), wish(Goal.SPREAD));
    }

    @Test
    @Verifies(value = "ORC-REB-307", as = NEGATIVE)
    void anEmergencyTriesOn(RuleVerifier rules) {
        rules.given(web(), failed(9), wish(Goal.AVERT_EXHAUSTION));
    }

    @Test
    @Verifies(value = "ORC-REB-307", as = BOUNDARY)
    void twoFailuresAreNotEnough(RuleVerifier rules) {
        rules.given(web(), failed(2), wish(Goal.RELIEVE_MEMORY));
        rules.given(web(), failed(3), wish(Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-MEM-303", as = POSITIVE)
    void anEmergencyIsGivenUpAfterSix(RuleVerifier rules) {
        rules.given(web(), failed(6), wish(Goal.AVERT_EXHAUSTION)).vetoes("ORC-MEM-303", "given up: 6 moves of it have failed");
    }

    @Test
    @Verifies(value = "ORC-MEM-303", as = NEGATIVE)
    void anotherFailureOrWishIsNoEmergencys(RuleVerifier rules) {
        rules.given(othersFailed(6), wish(Goal.AVERT_EXHAUSTION));
        rules.given(web(), failed(6), wish(Goal.RELIEVE_MEMORY));
    }

    @Test
    @Verifies(value = "ORC-MEM-303", as = BOUNDARY)
    void fiveFailuresAreNotEnoughInAnEmergency(RuleVerifier rules) {
        rules.given(web(), failed(5), wish(Goal.AVERT_EXHAUSTION));
        rules.given(web(), failed(6), wish(Goal.AVERT_EXHAUSTION));
    }

    @Test
    @Verifies(value = "ORC-MEM-406", as = POSITIVE)
    void anEmergencyThatIsGivenUpIsReported(RuleVerifier rules) {
        rules.given(web(), failed(6), wish(Goal.AVERT_EXHAUSTION)).finds("ORC-MEM-406", "memory of n1 is about to run out, and"
                + " moves did not help: 6 moves of web have failed, the last one: a task failed");
    }

    @Test
    @Verifies(value = "ORC-MEM-406", as = NEGATIVE)
    void whatIsNoEmergencyAnyMoreIsNotReportedAsOne(RuleVerifier rules) {
        rules.given(web(), failed(6));
        rules.given(web(), failed(6), wish(Goal.RELIEVE_MEMORY));
        rules.given(othersFailed(6), wish(Goal.AVERT_EXHAUSTION));
    }

    @Test
    @Verifies(value = "ORC-MEM-406", as = BOUNDARY)
    void anEmergencyThatTriesOnIsNotReported(RuleVerifier rules) {
        rules.given(web(), failed(5), wish(Goal.AVERT_EXHAUSTION));
        rules.given(web(), failed(6), wish(Goal.AVERT_EXHAUSTION));
    }

    @Test
    @Verifies(value = "ORC-REB-310", as = POSITIVE)
    void aBetterPlaceIsGivenUpAfterTwo(RuleVerifier rules) {
        for (Goal goal : COSMETIC) {
            rules.given(web(), failed(2), wish(goal)).vetoes("ORC-REB-310", "it runs well where it is");
        }
    }

    @Test
    @Verifies(value = "ORC-REB-310", as = NEGATIVE)
    void anotherServicesFailuresHoldNoBetterPlace(RuleVerifier rules) {
        rules.given(othersFailed(2), wish(Goal.SPREAD));
        rules.given(web(), failed(3), wish(Goal.UNSTICK));
    }

    @Test
    @Verifies(value = "ORC-REB-310", as = BOUNDARY)
    void oneFailureIsNotEnough(RuleVerifier rules) {
        rules.given(web(), failed(1), wish(Goal.PREFERENCE));
        rules.given(web(), failed(2), wish(Goal.PREFERENCE));
    }

    @Test
    @Verifies(value = "ORC-REB-401", as = POSITIVE)
    void whatIsGivenUpIsReported(RuleVerifier rules) {
        rules.given(web(), failed(3), wish(Goal.RELIEVE_MEMORY)).finds("ORC-REB-401",
                "3 moves of web have failed for the same cause, the last one: a task failed");
    }

    @Test
    @Verifies(value = "ORC-REB-401", as = POSITIVE)
    void itIsReportedWhoeverBeganItAndThoughTheTargetIsGone(RuleVerifier rules) {
        for (String target : new String[] {"", "gone"}) {
            rules.given(web(), new MoveFailures(id("web"), "cause", 3, target, Set.of(), "a task failed", Set.of()),
                    wish(Goal.UNSTICK)).finds("ORC-REB-401", "a task failed");
        }
    }

    @Test
    @Verifies(value = "ORC-REB-401", as = NEGATIVE)
    void whatNobodyWishesAnyMoreIsNot(RuleVerifier rules) {
        rules.given(web(), failed(3));
        rules.given(othersFailed(3), wish(Goal.UNSTICK));
        rules.given(web(), failed(3), wish(Goal.SPREAD));
        rules.given(web(), failed(3), wish(Goal.AVERT_EXHAUSTION));
    }

    @Test
    @Verifies(value = "ORC-REB-401", as = BOUNDARY)
    void whatIsTriedAgainIsNotReported(RuleVerifier rules) {
        rules.given(web(), failed(2), wish(Goal.UNSTICK));
        rules.given(web(), failed(3), wish(Goal.UNSTICK));
    }

    @Test
    @Verifies(value = "ORC-REB-402", as = POSITIVE)
    void aBetterPlaceThatIsGivenUpIsReported(RuleVerifier rules) {
        rules.given(web(), failed(2), wish(Goal.PREFERENCE)).finds("ORC-REB-402", "2 moves of web to a better place");
    }

    @Test
    @Verifies(value = "ORC-REB-402", as = NEGATIVE)
    void aBetterPlaceThatNobodyWishesAnyMoreIsNot(RuleVerifier rules) {
        rules.given(web(), failed(2));
        rules.given(othersFailed(2), wish(Goal.SPREAD));
        rules.given(web(), failed(3), wish(Goal.UNSTICK));
    }

    @Test
    @Verifies(value = "ORC-REB-402", as = BOUNDARY)
    void aBetterPlaceThatIsTriedAgainIsNotReported(RuleVerifier rules) {
        rules.given(web(), failed(1), wish(Goal.SPREAD));
        rules.given(web(), failed(2), wish(Goal.SPREAD));
    }
}
