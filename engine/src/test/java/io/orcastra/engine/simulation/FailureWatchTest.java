package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.condition.StableNode;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailureWatchTest {
    private final FailureWatch watch = new FailureWatch();

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            watch.ended(move(Result.FAILED));
        }
    }

    private static Outcome move(Result result) {
        return new Outcome(new Proposal("ORC-MEM-201", new MoveService("web-id", Set.of("n1")), "memory", "why"), result, "", 1,
                VirtualClock.START, VirtualClock.START);
    }

    private void decidesThatStable(Instant at, String... nodes) {
        List<Condition> conditions = Stream.of(nodes).<Condition>map(StableNode::new).toList();
        watch.decided(new DecisionRecord(1, "tick", at, Duration.ZERO, Set.of(), conditions, List.of(),
                new Plan(List.of(), List.of(), List.of()), Map.of(), Background.none(Budgets.DEFAULT)));
    }

    @Test
    @DisplayName("a node that becomes stable is new, and one that stays or is stable no more is not")
    void aStableNode() {
        decidesThatStable(VirtualClock.START, "n1", "n2");
        fails(3);
        decidesThatStable(VirtualClock.START, "n1", "n2", "n3");
        fails(3);
        decidesThatStable(VirtualClock.START, "n1", "n3");

        assertThatThrownBy(() -> fails(1)).isInstanceOf(Violation.class);
    }

    @Test
    @DisplayName("what began before something was new is no attempt at it")
    void begunBefore() {
        decidesThatStable(VirtualClock.START.plusSeconds(1), "n1");

        assertThatCode(() -> fails(4)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("the fourth failure of one cause is one too many")
    void theFourth() {
        fails(3);

        assertThatThrownBy(() -> fails(1)).isInstanceOf(Violation.class).hasMessageContaining("is given up");
    }

    @Test
    @DisplayName("a label that is set is nothing new")
    void aLabel() {
        fails(3);
        watch.happened(new SwarmEvent(VirtualClock.START, Kind.LABEL, "n2", "n2", "n2 has label db=true"));

        assertThatThrownBy(() -> fails(1)).isInstanceOf(Violation.class);
    }

    @Test
    @DisplayName("an emergency may fail six times, of which what failed before it are some")
    void anEmergency() {
        Proposal emergency = new Proposal("ORC-MEM-202", new MoveService("web-id", Set.of("n1")), "memory", "why");
        Outcome failure = new Outcome(emergency, Result.FAILED, "", 1, VirtualClock.START, VirtualClock.START);
        fails(3);

        assertThatCode(() -> {
            for (int i = 0; i < 3; i++) {
                watch.ended(failure);
            }
        }).doesNotThrowAnyException();
        assertThatThrownBy(() -> watch.ended(failure)).isInstanceOf(Violation.class).hasMessageContaining("is given up");
    }

    @Test
    @DisplayName("a node that becomes ready, a success and the end of an instance let it be tried again")
    void somethingNew() {
        fails(3);
        watch.happened(new SwarmEvent(VirtualClock.START, Kind.NODE_READY, "n2", "n2", "n2 is ready"));
        fails(3);
        watch.ended(move(Result.SUCCEEDED));
        fails(3);
        watch.died();
        fails(3);

        assertThatThrownBy(() -> fails(1)).isInstanceOf(Violation.class);
    }
}
