package io.orcastra.adapters.history;

import static io.orcastra.rules.verify.Cluster.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.recording.Entry;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What was decided is told")
class ChronicleTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String MOVE = "move 1 of 2 tasks of web from n1 to n2";
    private static final Proposal WISH = new Proposal("ORC-MEM-201", new MoveService(id("web"), Set.of(id("n2"))), "memory", "full");
    private static final Plan PLAN = new Plan(List.of(new PlannedAction(WISH, Map.of("web.1", id("n2")), 1)), List.of(), List.of());

    private final List<String> told = new ArrayList<>();
    private final Chronicle chronicle = new Chronicle(item -> told.add(item.kind() + " " + item.text()));

    private static Set<Object> facts(String one, String other) {
        return Set.copyOf(new Cluster().node("n1").node("n2").service("web", words -> words.replicas(2))
                .running("web", one).running("web", other).facts());
    }

    private static Entry.Cycle cycle(Set<Object> facts, Plan plan, Finding... findings) {
        return new Entry.Cycle(AT, 1, "tick", Duration.ZERO, 0, facts, Background.none(Budgets.DEFAULT), plan, List.of(findings));
    }

    private void end(Outcome.Result result) {
        chronicle.accept(new Entry.Ended(AT, new Outcome(WISH, result, "", 1, AT, AT.plusSeconds(5))));
    }

    /** Something new is told, by the names of then: the task that was moved is gone. */
    private void elsewhere() {
        Set<Object> after = Set.copyOf(new Cluster().node("n1").node("n2").service("web", words -> words.replicas(2)).facts());
        chronicle.accept(cycle(after, Plan.EMPTY, new Finding("ORC-TST-401", id("web"), "something new", "Maybe look")));
    }

    @Test
    @DisplayName("by its end in the words of its beginning, though the tasks that were moved are gone by then")
    void theEnd() {
        chronicle.accept(cycle(facts("n1", "n1"), PLAN));
        elsewhere();
        end(Outcome.Result.SUCCEEDED);

        assertThat(told).containsExactly("planned " + MOVE, "finding something new", "succeeded " + MOVE);
    }

    @Test
    @DisplayName("by each of its ends, when it was begun again")
    void bothEnds() {
        chronicle.accept(cycle(facts("n1", "n1"), PLAN));
        end(Outcome.Result.FAILED);
        chronicle.accept(cycle(facts("n1", "n1"), PLAN));
        elsewhere();
        end(Outcome.Result.SUCCEEDED);

        assertThat(told).containsExactly("planned " + MOVE, "failed " + MOVE, "finding something new", "succeeded " + MOVE);
    }

    @Test
    @DisplayName("of a machine of the inventory as well, be it in no swarm")
    void machines() {
        SeenNames seen = new SeenNames();
        seen.see(cycle(Set.of(new Machine("n9", MachineState.OUT_OF_SWARM, "", "", "")), Plan.EMPTY));

        assertThat(seen.knows("n9")).isTrue();
        assertThat(seen.knows("n8")).isFalse();
        assertThat(seen.all()).containsExactly("n9");
    }
}
