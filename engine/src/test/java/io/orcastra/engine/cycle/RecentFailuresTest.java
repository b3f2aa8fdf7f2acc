package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.RecentFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentFailuresTest {
    private static final RecentFailure FAILURE = new RecentFailure("old", "db");

    private final VirtualClock clock = new VirtualClock();
    private final RecentFailures failures = new RecentFailures(clock);

    private Instant ago(long minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes));
    }

    private EndedTask failed(int slot, Instant endedAt) {
        return new EndedTask("old", "db", slot, "n1", TaskState.FAILED, "", ago(60), endedAt);
    }

    private Task next(int slot, String node, Instant createdAt) {
        return new Task("new", "db", slot, node, TaskState.RUNNING, TaskState.RUNNING, createdAt, createdAt, "");
    }

    @Test
    void aFailureIsRecentForTenMinutes() {
        List<Object> facts = List.of(failed(1, ago(4)), next(1, "n2", ago(4)));
        assertThat(failures.among(facts)).containsExactly(FAILURE);
        assertThat(failures.due()).isEqualTo(Duration.ofMinutes(6));

        clock.advance(Duration.ofMinutes(6));

        assertThat(failures.among(facts)).isEmpty();
    }

    @Test
    void theClockOfTheNodeMakesNoDifference() {
        assertThat(failures.among(List.of(failed(1, ago(50)), next(1, "n1", ago(1))))).containsExactly(FAILURE);
        assertThat(new RecentFailures(clock).among(List.of(failed(1, ago(-50)), next(1, "n1", ago(11))))).isEmpty();
    }

    @Test
    void onAGlobalServiceTheTaskOfTheSameNodeFollows() {
        assertThat(failures.among(List.of(failed(0, ago(50)), next(0, "n1", ago(1))))).containsExactly(FAILURE);
        assertThat(failures.among(List.of(failed(0, ago(50)), next(0, "n2", ago(1))))).isEmpty();
    }

    @Test
    void untilSomethingFollowsItsOwnStampHasToDo() {
        assertThat(failures.among(List.of(failed(1, ago(9))))).containsExactly(FAILURE);
        assertThat(failures.among(List.of(failed(1, ago(10))))).isEmpty();
        assertThat(failures.among(List.of(failed(1, ago(50)), next(1, "n1", clock.instant())))).containsExactly(FAILURE);
    }

    @Test
    void aWallClockThatIsSetLaterMakesNoDifference() {
        List<Object> facts = List.of(failed(1, ago(4)), next(1, "n2", ago(4)));
        failures.among(facts);
        clock.jump(Duration.ofDays(1));

        assertThat(failures.among(facts)).containsExactly(FAILURE);
    }
}
