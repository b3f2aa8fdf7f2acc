package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnedCostsTest {
    private static final String API = Cluster.id("api");

    private final LearnedCosts costs = new LearnedCosts();

    private static Task task(TaskState state, Duration start) {
        return new Task("t" + start.toMillis(), API, 1, Cluster.id("n1"), TaskState.RUNNING, state, Cluster.EPOCH,
                Cluster.EPOCH.plus(start), "");
    }

    private static Outcome move(Result result, int restarts, int seconds) {
        Instant begun = Cluster.EPOCH;
        return new Outcome(new Proposal("ORC-TST-201", new MoveService(API, Set.of("n2")), "c", "why"), result, "", restarts,
                begun, begun.plusSeconds(seconds));
    }

    private Map<String, Double> seconds(Cluster cluster) {
        return costs.of(cluster.facts()).seconds();
    }

    private static Cluster api() {
        return new Cluster().service("api", words -> words.stopGracePeriod(Duration.ofSeconds(4)));
    }

    @Test
    void theTimesTheTasksTookToStartAreAveragedAfterTheStopOfTheOldOne() {
        assertThat(seconds(api().with(task(TaskState.RUNNING, Duration.ofSeconds(2)),
                task(TaskState.RUNNING, Duration.ofSeconds(5))))).isEqualTo(Map.of(API, 7.5));
    }

    @Test
    void whoStartsSlowlyIsGivenTwiceOfThatUntilItIsGone() {
        Cluster slow = api().with(task(TaskState.RUNNING, Duration.ofSeconds(40)), task(TaskState.RUNNING, Duration.ofSeconds(90)));
        StartPatience patience = new StartPatience(API, Duration.ofSeconds(180));

        assertThat(costs.patience(slow.facts())).containsExactly(patience);
        assertThat(costs.patience(api().facts())).as("nothing of it runs now").containsExactly(patience);
        assertThat(costs.patience(List.of())).isEmpty();
        assertThat(costs.patience(api().with(task(TaskState.RUNNING, Duration.ofSeconds(30))).facts())).isEmpty();
        assertThat(costs.patience(api().with(task(TaskState.RUNNING, Duration.ofMinutes(11))).facts())).isEmpty();
    }

    @Test
    @DisplayName("A slow start is given ten minutes at most, though it took more than five")
    void nobodyIsGivenMoreThanTenMinutes() {
        for (var given : Map.of(299_000, 598, 300_000, 600, 300_001, 600, 600_000, 600).entrySet()) {
            assertThat(costs.patience(api().with(task(TaskState.RUNNING, Duration.ofMillis(given.getKey()))).facts()))
                    .containsExactly(new StartPatience(API, Duration.ofSeconds(given.getValue())));
        }
    }

    @Test
    @DisplayName("A task that was seen to wait for a node does not make its service slow, and one that was only new does")
    void waitingForANodeIsNoSlowStart() {
        Duration took = Duration.ofMinutes(8);
        Task waiting = new Task(task(TaskState.RUNNING, took).id(), API, 1, "", TaskState.RUNNING, TaskState.PENDING, Cluster.EPOCH,
                Cluster.EPOCH, "no suitable node (insufficient memory on 3 nodes)");
        Cluster runs = api().with(task(TaskState.RUNNING, took));

        assertThat(costs.patience(api().with(waiting).facts())).isEmpty();
        assertThat(costs.patience(runs.facts())).isEmpty();
        assertThat(costs.patience(runs.with(task(TaskState.RUNNING, Duration.ofSeconds(40))).facts()))
                .as("the others tell it").containsExactly(new StartPatience(API, Duration.ofSeconds(80)));

        LearnedCosts others = new LearnedCosts();
        others.patience(api().with(new Task(waiting.id(), API, 1, "", TaskState.RUNNING, TaskState.PENDING, Cluster.EPOCH,
                Cluster.EPOCH, "")).facts());
        assertThat(others.patience(api().with(task(TaskState.RUNNING, took)).facts())).isNotEmpty();
    }

    @Test
    void whatStartsFirstIsAwayNoLongerThanItsStart() {
        assertThat(seconds(new Cluster().service("api", words -> words.updateOrder(UpdateOrder.START_FIRST))
                .with(task(TaskState.RUNNING, Duration.ofSeconds(3))))).isEqualTo(Map.of(API, 3.0));
    }

    @Test
    void aLongGracePeriodIsNotTakenForTheTimeToStop() {
        for (int seconds : new int[] {10, 11, 600}) {
            assertThat(seconds(new Cluster().service("api", words -> words.stopGracePeriod(Duration.ofSeconds(seconds)))
                    .with(task(TaskState.RUNNING, Duration.ofSeconds(1))))).isEqualTo(Map.of(API, 11.0));
        }
    }

    @Test
    void tasksThatDoNotRunOrWaitedForSomethingElseTeachNothing() {
        assertThat(seconds(api().with(task(TaskState.STARTING, Duration.ofSeconds(2))))).isEmpty();
        assertThat(seconds(api().with(task(TaskState.RUNNING, Duration.ofMillis(-1))))).as("clocks that differ").isEmpty();
        assertThat(seconds(api().with(task(TaskState.RUNNING, Duration.ofMinutes(10).plusMillis(1))))).isEmpty();
        assertThat(seconds(api().with(task(TaskState.RUNNING, Duration.ofMinutes(10))))).isEqualTo(Map.of(API, 604.0));
        assertThat(seconds(api())).isEmpty();
    }

    @Test
    void aMoveOfOursTellsBetterAndTheNewestCountsHalf() {
        Cluster running = api().with(task(TaskState.RUNNING, Duration.ofSeconds(2)));

        costs.learn(move(Result.SUCCEEDED, 2, 40));
        assertThat(seconds(running)).as("for each task").isEqualTo(Map.of(API, 20.0));
        costs.learn(move(Result.SUCCEEDED, 1, 10));
        assertThat(seconds(running)).isEqualTo(Map.of(API, 15.0));
    }

    @ParameterizedTest
    @EnumSource(value = Result.class, mode = EnumSource.Mode.EXCLUDE, names = "SUCCEEDED")
    void aMoveThatDidNotSucceedTeachesNothing(Result result) {
        costs.learn(move(result, 1, 40));

        assertThat(seconds(api())).isEmpty();
    }

    @Test
    void whatMovedNothingTeachesNothing() {
        costs.learn(move(Result.SUCCEEDED, 0, 40));
        costs.learn(new Outcome(new Proposal("ORC-TST-201", new RestartService(API, Set.of()), "c", "why"), Result.SUCCEEDED,
                "", 1, Cluster.EPOCH, Cluster.EPOCH.plusSeconds(9), List.of()));

        assertThat(seconds(api())).isEmpty();
    }

    @Test
    void aServiceThatIsGoneIsForgotten() {
        costs.learn(move(Result.SUCCEEDED, 1, 40));

        assertThat(seconds(new Cluster().service("other"))).isEmpty();
        assertThat(seconds(api())).isEmpty();
    }

    @Test
    void whatAnotherLearntIsKnownAndOfWhatIsKnownAlreadyOnlyWhenItIsNewer() {
        costs.learn(move(Result.SUCCEEDED, 1, 8));
        costs.knowBeside(Map.of(API, 3.0, "web-id", 5.0));
        assertThat(costs.moves()).isEqualTo(Map.of(API, 8.0, "web-id", 5.0));

        costs.know(Map.of(API, 4.0));
        assertThat(costs.moves()).isEqualTo(Map.of(API, 4.0, "web-id", 5.0));
    }
}
