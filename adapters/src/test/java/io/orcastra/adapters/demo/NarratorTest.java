package io.orcastra.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of wishes that are not granted. */
class NarratorTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = START.plus(Duration.ofMinutes(5));

    private final StringWriter told = new StringWriter();
    private Instant now = START;
    private final Narrator narrator = new Narrator(
            new Screen(new PrintWriter(told), false, false, 200), START, () -> now, Set.of());

    private static Proposal wish(String rule, Goal goal) {
        return new Proposal(rule, new Relocate("web", "n1", Set.of(), 1, goal, 1), "cause", "a test wishes it");
    }

    private static Refusal refused(Proposal wish, Veto... vetoes) {
        return new Refusal(wish, List.of(vetoes));
    }

    private void look(Refusal... refusals) {
        Plan plan = new Plan(List.of(), List.of(), List.of(refusals));
        narrator.cycleCompleted(new DecisionRecord(1, "test", now, Duration.ZERO, Set.of(), List.of(), List.of(), plan,
                Map.of(), Background.none(new Budgets(1, 1, 1))));
        now = now.plusSeconds(15);
    }

    private List<String> lines() {
        return Stream.of(told.toString().split("\n")).filter(line -> line.contains("not moved")).toList();
    }

    @Test
    void theSameReasonAgainstAnEmergencyIsNewsOfItsOwn() {
        Proposal pressure = wish("ORC-MEM-201", Goal.RELIEVE_MEMORY);
        Proposal emergency = wish("ORC-MEM-202", Goal.AVERT_EXHAUSTION);
        look(refused(pressure, new Veto("ORC-PLN-023", pressure, "no node would be better off")));
        look(refused(pressure, new Veto("ORC-PLN-023", pressure, "no node would be better off at all")));
        assertThat(lines()).hasSize(1);

        look(refused(emergency, new Veto("ORC-PLN-023", emergency, "not even now")));
        look(refused(emergency, new Veto("ORC-PLN-023", emergency, "still not")));

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).contains("not moved: web, because not even now [ORC-PLN-023]");
    }

    @Test
    void whatWaitsForAKnownMomentIsToldOnlyWhereItShouldNotWait() {
        Proposal pressure = wish("ORC-MEM-201", Goal.RELIEVE_MEMORY);
        Proposal emergency = wish("ORC-MEM-202", Goal.AVERT_EXHAUSTION);
        look(refused(pressure, new Veto("ORC-GRD-325", pressure, "it keeps data"), new Veto("ORC-REB-303", pressure, "it rests", LATER)));
        assertThat(lines()).isEmpty();

        look(refused(emergency, new Veto("ORC-REB-303", emergency, "it rests", LATER)));
        look(refused(emergency, new Veto("ORC-REB-303", emergency, "it rests", LATER)));

        assertThat(lines()).singleElement().asString().contains("not moved: web, because it rests [ORC-REB-303]");
    }

    @Test
    void anEmergencyThatEndedAndComesAgainIsToldAgain() {
        Proposal pressure = wish("ORC-MEM-201", Goal.RELIEVE_MEMORY);
        Proposal emergency = wish("ORC-MEM-202", Goal.AVERT_EXHAUSTION);
        look(refused(emergency, new Veto("ORC-PLN-023", emergency, "no node would be better off")));
        for (int i = 0; i < 6; i++) {
            look(refused(pressure, new Veto("ORC-PLN-023", pressure, "no node would be better off")));
        }

        look(refused(emergency, new Veto("ORC-PLN-023", emergency, "no node would be better off")));

        assertThat(lines()).hasSize(3);
    }
}
