package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import io.orcastra.facts.decision.Relocate;
import org.junit.jupiter.api.Test;

class PlannerPropertiesTest {
    private static final int WORLDS = 1_000;
    private final Planner planner = new Planner();

    @Test
    void everyPlanKeepsItsPromises() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < WORLDS; seed++) {
            Situation situation = new RandomSituation(seed).told(0);
            Plan plan = planner.plan(situation);
            try {
                PlanVerifier.verify(situation, plan);
            } catch (AssertionError broken) {
                throw new AssertionError("seed " + seed + ": " + plan, broken);
            }
            plan.execute().forEach(one -> seen.add(one.proposal().action().getClass().getSimpleName()));
            plan.execute().stream().filter(one -> one.wish().action() instanceof Relocate)
                    .forEach(one -> seen.add(((Relocate) one.wish().action()).goal().name()));
            plan.vetoed().forEach(one -> one.vetoes().forEach(veto -> seen.add(veto.rule())));
            plan.deferred().forEach(one -> one.vetoes().forEach(veto -> seen.add(veto.rule())));
        }
        assertThat(seen).as("the worlds are varied enough").contains("SetNodeLabel", "RemoveNodeLabel", "MoveService",
                "RestartService", "RestorePreviousSpec", "ORC-TST-301", "ORC-PLN-001", "ORC-PLN-002", "ORC-PLN-003",
                "ORC-PLN-004", "ORC-PLN-005", "ORC-PLN-006", "ORC-PLN-007", "ORC-PLN-009", "ORC-PLN-010", "ORC-PLN-011",
                "AVERT_EXHAUSTION", "RELIEVE_MEMORY", "UNSTICK", "PREFERENCE", "SPREAD", "ORC-PLN-020", "ORC-PLN-021",
                "ORC-PLN-022", "ORC-PLN-023", "ORC-PLN-024", "ORC-PLN-025", "ORC-PLN-026");
    }

    @Test
    void theOrderOfFactsAndWishesChangesNothing() {
        for (long seed = 0; seed < WORLDS; seed++) {
            RandomSituation situation = new RandomSituation(seed);

            assertThat(planner.plan(situation.told(1))).as("seed %d", seed).isEqualTo(planner.plan(situation.told(2)));
        }
    }

    @Test
    void whereNothingIsWishedNothingIsPlanned() {
        assertThat(planner.plan(new RandomSituation(7).withoutWishes())).isEqualTo(Plan.EMPTY);
    }
}
