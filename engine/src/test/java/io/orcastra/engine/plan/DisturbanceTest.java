package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.verify.Cluster;
import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.UpdateService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What disturbs counts, whatever it is about. */
class DisturbanceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String NODE = Cluster.id("n1");

    private static Plan plan(List<PastAction> history, Budgets budgets, IntFunction<Action> wish) {
        Cluster cluster = new Cluster().node("n1");
        IntStream.range(0, 40).forEach(i -> cluster.service("s" + i));
        Situation situation = new Situation(ClusterView.of(cluster.facts()), IntStream.range(0, 40).mapToObj(wish)
                .map(action -> new Proposal("ORC-TST-201", action, "cause", "why")).toList(), List.of(), Set.of(), List.of(),
                history, budgets, NOW);
        Plan plan = new Planner().plan(situation);
        PlanVerifier.verify(situation, plan);
        return plan;
    }

    private static List<PastAction> restarted(int times) {
        return IntStream.range(0, times).mapToObj(i -> new PastAction(NOW.minus(Duration.ofMinutes(10)), "c" + i,
                "RestartContainer", "unhealthy", Set.of(), Set.of(), PastAction.End.SUCCEEDED)).toList();
    }

    @Test
    void containersAreRestartedWithinTheBudgets() {
        IntFunction<Action> wish = i -> new RestartContainer(NODE, "container" + i);

        assertThat(plan(List.of(), Budgets.DEFAULT, wish).execute()).hasSize(5);
        assertThat(plan(restarted(18), Budgets.DEFAULT, wish).execute()).hasSize(2);
        assertThat(plan(restarted(20), Budgets.DEFAULT, wish).deferred()).hasSize(40).allSatisfy(refusal ->
                assertThat(refusal.vetoes()).extracting("rule").containsExactly("ORC-PLN-006"));
    }

    @Test
    void ownServicesAreUpdatedWithinTheBudgets() {
        assertThat(plan(List.of(), Budgets.DEFAULT, i -> new UpdateService(Cluster.id("s" + i), Set.of("/x 1"))).execute())
                .hasSize(5);
    }

    @Test
    void enginesAreRestartedOneByOneAndWithinTheBudgets() {
        IntFunction<Action> wish = i -> new RestartEngine("machine" + i);

        assertThat(plan(List.of(), Budgets.DEFAULT, wish).execute()).hasSize(1);
        assertThat(plan(restarted(20), Budgets.DEFAULT, wish).execute()).isEmpty();
        assertThat(plan(List.of(), new Budgets(0, 2, 20), wish).execute()).isEmpty();
    }

    /** Fails for a new action, until somebody decides. */
    @Test
    void ofEveryActionItIsDecidedWhetherItDisturbs() {
        assertThat(leaves(Action.class).filter(type -> !PlannedAction.isHarmless(type)).map(Class::getSimpleName)).containsExactlyInAnyOrder(
                "MoveService", "Relocate", "RestartService", "RestorePreviousSpec", "RestartContainer",
                "RestartEngine", "UpdateService");
    }

    @Test
    void aRestartIsInTheHistoryAndWhatPutsRightARollbackAsksNoBudget() {
        assertThat(planned(new RestartContainer(NODE, "c")).disturbs()).isTrue();
        assertThat(planned(new RestorePreviousSpec("s")).disturbs()).isTrue();
        assertThat(PlannedAction.isBudgeted(new RestorePreviousSpec("s"))).isFalse();
        assertThat(PlannedAction.isBudgeted(new RestartEngine("m"))).isTrue();
    }

    private static PlannedAction planned(Action action) {
        return new PlannedAction(new Proposal("ORC-TST-201", action, "cause", "why"), Map.of(), 0);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(DisturbanceTest::leaves) : Stream.of(type);
    }
}
