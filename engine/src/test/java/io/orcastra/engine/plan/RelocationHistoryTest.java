package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was moved before has its say in what is moved next. */
class RelocationHistoryTest {

    private static Memories three() {
        return new Memories().node("n1", 92).node("n2", 60).node("n3", 40);
    }

    private static Veto only(List<Refusal> refusals) {
        assertThat(refusals).hasSize(1);
        assertThat(refusals.get(0).vetoes()).hasSize(1);
        return refusals.get(0).vetoes().get(0);
    }

    @Test
    void aMeasurementFromBeforeTheLastMoveIsWaitedFor() {
        PastAction past = new PastAction(Memories.NOW.minusSeconds(5), Cluster.id("web"), "MoveService", "cause",
                Set.of(Cluster.id("n1")), Set.of(Cluster.id("n3")), PastAction.End.SUCCEEDED);
        Memories memories = three().alone("api", "n1", 15).alone("web", "n3", 5).relieve("n1", "api");

        Plan plan = memories.past(past).plan();

        assertThat(plan.execute()).isEmpty();
        assertThat(only(plan.deferred())).satisfies(veto -> {
            assertThat(veto.rule()).isEqualTo("ORC-PLN-022");
            assertThat(veto.reason()).isEqualTo("the memory of n1 was measured before the move of web had its effect");
        });
        PastAction older = past.begunAt(Memories.NOW.minus(Duration.ofMinutes(5)));
        assertThat(three().alone("api", "n1", 15).alone("web", "n3", 5).relieve("n1", "api").past(older).plan().execute()).hasSize(1);
    }

    @Test
    void anAverageIsWaitedForUntilItsWholeWindowLiesAfterTheLastMove() {
        PastAction past = new PastAction(Memories.NOW.minusSeconds(100), Cluster.id("web"), "MoveService", "cause",
                Set.of(Cluster.id("n1")), Set.of(Cluster.id("n3")), PastAction.End.SUCCEEDED);

        Plan plan = averaged().past(past).plan();

        assertThat(plan.execute()).isEmpty();
        assertThat(only(plan.deferred())).satisfies(veto -> {
            assertThat(veto.rule()).isEqualTo("ORC-PLN-022");
            assertThat(veto.reason()).isEqualTo(
                    "the memory of n1 is measured over a time that began before the move of web had its effect");
        });
        assertThat(averaged().past(past.begunAt(Memories.NOW.minusSeconds(311))).plan().execute()).hasSize(1);
    }

    /** Of two replicas of the web one is on the node in need, the other one is being moved between two others. */
    @Test
    void anEmergencyWaitsForMovesOffItsOwnNodeOnly() {
        PastAction elsewhere = new PastAction(Memories.NOW.minusSeconds(5), Cluster.id("web"), "MoveService", "cause",
                Set.of(Cluster.id("n4")), Set.of(Cluster.id("n2")), PastAction.End.OPEN);
        PastAction off = new PastAction(Memories.NOW.minusSeconds(5), Cluster.id("web"), "MoveService", "cause",
                Set.of(Cluster.id("n1")), Set.of(Cluster.id("n2")), PastAction.End.OPEN);

        assertThat(emergency().past(elsewhere).plan().execute()).hasSize(1);
        assertThat(only(emergency().past(off).plan().deferred()).rule()).isEqualTo("ORC-PLN-022");
    }

    @Test
    void aMoveOfOursIsWaitedForHoweverLongItTakesAndOneOfOthersForTenMinutes() {
        PastAction off = new PastAction(Memories.NOW.minus(Duration.ofMinutes(10)), Cluster.id("web"), "MoveService", "cause",
                Set.of(Cluster.id("n1")), Set.of(Cluster.id("n2")), PastAction.End.OPEN);
        PastAction towards = new PastAction(off.at(), Cluster.id("web"), "MoveService", "cause",
                Set.of(Cluster.id("n4")), Set.of(Cluster.id("n3")), PastAction.End.OPEN);

        assertThat(only(emergency().past(off).plan().deferred()).rule()).isEqualTo("ORC-PLN-022");
        assertThat(RelocationsTest.moves(emergency().past(towards).plan())).containsExactly(RelocationsTest.move("api", "n4"));
        assertThat(RelocationsTest.moves(emergency().underWay("another").past(towards).plan()))
                .containsExactly(RelocationsTest.move("api", "n3"));
        assertThat(emergency().underWay("another").past(off).plan().execute()).hasSize(1);
        assertThat(only(emergency().underWay("another").past(off.begunAt(off.at().plusMillis(1))).plan().deferred()).rule())
                .isEqualTo("ORC-PLN-022");
    }

    private static Memories emergency() {
        return new Memories().node("n1", 98).node("n2", 75).node("n3", 40).node("n4", 50).alone("api", "n1", 15)
                .service("web").running("web", "n1", 5).running("web", "n4", 5).underWay("web")
                .wish(Goal.AVERT_EXHAUSTION, "api", "n1", 1, 1);
    }

    private static Memories averaged() {
        Duration window = Duration.ofMinutes(5);
        return new Memories().averaged("n1", 92, window).averaged("n2", 60, window).averaged("n3", 40, window)
                .alone("api", "n1", 15).service("web").relieve("n1", "api");
    }

    @Test
    void aTargetMeasuredBeforeItsLastArrivalHadItsEffectIsNone() {
        PastAction past = new PastAction(Memories.NOW.minusSeconds(5), Cluster.id("web"), "MoveService", "cause",
                Set.of(Cluster.id("n2")), Set.of(Cluster.id("n3")), PastAction.End.SUCCEEDED);

        Plan plan = new Memories().node("n1", 98).node("n2", 75).node("n3", 40).alone("api", "n1", 15).alone("web", "n3", 30)
                .wish(Goal.AVERT_EXHAUSTION, "api", "n1", 1, 1).past(past).plan();

        assertThat(plan.execute()).isEmpty();
        assertThat(only(plan.vetoed()).reason())
                .contains("n3 was measured before what was moved there, web, had its effect");
        PastAction older = past.begunAt(Memories.NOW.minus(Duration.ofMinutes(5)));
        assertThat(new Memories().node("n1", 98).node("n2", 75).node("n3", 40).alone("api", "n1", 15).alone("web", "n3", 30)
                .wish(Goal.AVERT_EXHAUSTION, "api", "n1", 1, 1).past(older).plan().execute()).hasSize(1);
    }

    @Test
    void aServiceIsNotSentBackForTheSameCause() {
        PastAction there = new PastAction(Memories.NOW.minus(Duration.ofMinutes(10)), Cluster.id("api"), "MoveService",
                "cause", Set.of(Cluster.id("n2")), Set.of(Cluster.id("n1")), PastAction.End.SUCCEEDED);

        Plan plan = new Memories().node("n1", 92).node("n2", 20).alone("api", "n1", 15).past(there).relieve("n1", "api").plan();

        assertThat(plan.execute()).isEmpty();
        assertThat(only(plan.vetoed())).satisfies(veto -> {
            assertThat(veto.rule()).isEqualTo("ORC-PLN-023");
            assertThat(veto.reason()).isEqualTo("no node would be better off: n2 is no target: it was moved away "
                    + "from there for the same cause");
        });
    }
}
