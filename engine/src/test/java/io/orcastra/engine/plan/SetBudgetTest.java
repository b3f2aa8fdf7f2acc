package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Services that move as one: the hour has room for all of them, or none goes. */
class SetBudgetTest {
    private static final int PER_HOUR = Budgets.DEFAULT.perHour();
    private static final Duration SHORTLY = Duration.ofMinutes(1);

    /** The database, which api and web follow, on a full node, after so many moves of others within the hour. */
    private static Plan plan(Goal goal, int before) {
        Memories memories = new Memories().node("n1", 96).node("n2", 10);
        memories.cluster.service("db").service("api").service("web").service("other");
        memories.running("db", "n1", 20).running("api", "n1", 5).running("web", "n1", 5).follows("api", "db").follows("web", "api");
        spent(memories, before);
        return memories.wish(goal, "db", "n1", 0, 1).plan();
    }

    private static void spent(Memories memories, int before) {
        IntStream.range(0, before).forEach(i -> memories.past(new PastAction(
                Memories.NOW.minus(Duration.ofMinutes(58)).plusSeconds(i), Cluster.id("other"), "MoveService", "cause " + i,
                Set.of(Cluster.id("n3")), Set.of(Cluster.id("n4")), PastAction.End.SUCCEEDED)));
    }

    @Test
    void theLastOneHasRoomAsWell() {
        assertThat(plan(Goal.RELIEVE_MEMORY, PER_HOUR - 3).execute()).hasSize(1);
    }

    @Test
    void aSetWaitsWhereItsLastWouldHaveToStay() {
        Plan plan = plan(Goal.RELIEVE_MEMORY, PER_HOUR - 2);

        assertThat(plan.execute()).isEmpty();
        Veto veto = plan.deferred().get(0).vetoes().get(0);
        assertThat(veto.rule()).isEqualTo("ORC-PLN-006");
        assertThat(veto.reason()).isEqualTo("the last hour has seen " + (PER_HOUR - 2) + " of at most " + PER_HOUR
                + " moves and restarts, and 2 would have to follow");
        assertThat(veto.until()).as("until the first of them is an hour ago").isEqualTo(Memories.NOW.plus(SHORTLY.multipliedBy(2)));
    }

    @Test
    void thoseWhoFollowInAnEmergencyDoSoByTheOrdinaryBudget() {
        assertThat(plan(Goal.AVERT_EXHAUSTION, PER_HOUR - 3).execute()).hasSize(1);
        assertThat(plan(Goal.AVERT_EXHAUSTION, PER_HOUR - 2).execute()).isEmpty();
    }

    @Test
    void anotherServiceGoesWhereTheHourHasNoRoomForASet() {
        Memories memories = new Memories().node("n1", 96).node("n2", 10);
        memories.cluster.service("db").service("web").service("mail").service("other");
        memories.running("db", "n1", 20).running("web", "n1", 5).running("mail", "n1", 18).follows("web", "db");
        spent(memories, PER_HOUR - 1);

        Plan plan = memories.wish(Goal.AVERT_EXHAUSTION, "db", "n1", 0, 1).wish(Goal.AVERT_EXHAUSTION, "mail", "n1", 0, 1).plan();

        assertThat(plan.execute()).extracting(action -> action.proposal().subject()).containsExactly(Cluster.id("mail"));
    }

    @Test
    void aSetOfMoreThanAnHourMaySeeIsToldSo() {
        Memories memories = new Memories().node("n1", 96).node("n2", 10);
        memories.cluster.service("db").service("api").service("web");
        memories.running("db", "n1", 20).running("api", "n1", 5).running("web", "n1", 5).follows("api", "db").follows("web", "api");

        Plan plan = memories.budgets(new Budgets(5, 2, 2, 5, 2)).wish(Goal.RELIEVE_MEMORY, "db", "n1", 0, 1).plan();

        Veto veto = plan.deferred().get(0).vetoes().get(0);
        assertThat(veto.reason()).isEqualTo("3 services would move together, and an hour has room for 2");
        assertThat(veto.until()).isNull();
    }
}
