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
    private final Patience patience = new Patience();

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
        StartPatience given = new StartPatience(API, Duration.ofSeconds(180), false);

        assertThat(patience.of(slow.facts())).containsExactly(given);
        assertThat(patience.of(api().facts())).as("nothing of it runs now").containsExactly(given);
        assertThat(patience.of(List.of())).isEmpty();
        assertThat(patience.of(api().with(task(TaskState.RUNNING, Duration.ofSeconds(30))).facts())).isEmpty();
        assertThat(patience.of(api().with(task(TaskState.RUNNING, Duration.ofMinutes(11))).facts())).isEmpty();
    }

    @Test
    @DisplayName("A slow start is given ten minutes at most, though it took more than five")
    void nobodyIsGivenMoreThanTenMinutes() {
        for (var given : Map.of(299_000, 598, 300_000, 600, 300_001, 600, 600_000, 600).entrySet()) {
            assertThat(patience.of(api().with(task(TaskState.RUNNING, Duration.ofMillis(given.getKey()))).facts()))
                    .containsExactly(new StartPatience(API, Duration.ofSeconds(given.getValue()), false));
        }
    }

    private static Task at(TaskState state, int since, String error) {
        return new Task("t480000", API, 1, state == TaskState.PENDING ? "" : Cluster.id("n1"), TaskState.RUNNING, state,
                Cluster.EPOCH, Cluster.EPOCH.plusSeconds(since), error);
    }

    private static final Task WAITS = at(TaskState.PENDING, 0, "no suitable node (insufficient memory on 3 nodes)");

    private final NodeWaits waits = new NodeWaits();

    /** As it is in the end, after looks at each of these. */
    private Cluster looked(Task... tasks) {
        Cluster cluster = api();
        for (Task task : tasks) {
            cluster = api().with(task);
            waits.among(cluster.facts());
        }
        return cluster.with(waits.among(cluster.facts()).toArray());
    }

    @Test
    @DisplayName("What a task waited for a node is no part of its start, as far as it was seen when it was given one")
    void waitingForANodeIsNoSlowStart() {
        Task runs = at(TaskState.RUNNING, 480, "");

        for (TaskState first : List.of(TaskState.ASSIGNED, TaskState.ACCEPTED, TaskState.PREPARING)) {
            Cluster seen = looked(WAITS, at(first, 440, ""), at(TaskState.STARTING, 450, ""), runs);
            assertThat(seconds(seen)).as("after %s", first).isEqualTo(Map.of(API, 44.0));
            assertThat(patience.of(seen.facts())).containsExactly(new StartPatience(API, Duration.ofSeconds(80), false));
        }
        assertThat(seconds(looked(WAITS, at(TaskState.PENDING, 100, ""), at(TaskState.ASSIGNED, 440, ""), runs)))
                .as("for a moment nothing told why it waits").isEqualTo(Map.of(API, 44.0));
        Patience others = new Patience();
        for (Cluster unseen : List.of(looked(WAITS, runs), looked(WAITS, at(TaskState.STARTING, 450, ""), runs))) {
            assertThat(seconds(unseen)).as("nobody knows when it was given one").isEmpty();
            assertThat(others.of(unseen.facts())).isEmpty();
        }
        assertThat(others.of(looked(WAITS, runs).with(task(TaskState.RUNNING, Duration.ofSeconds(40))).facts()))
                .as("the others tell it").containsExactly(new StartPatience(API, Duration.ofSeconds(80), false));
    }

    @Test
    @DisplayName("A task that was without a node because it was new has not waited, nor has one whose wait is over and forgotten")
    void whoHasNotWaited() {
        Task runs = at(TaskState.RUNNING, 480, "");

        assertThat(seconds(looked(at(TaskState.PENDING, 0, ""), runs))).isEqualTo(Map.of(API, 484.0));
        waits.among(List.of(WAITS));
        assertThat(waits.among(List.of())).isEmpty();
        assertThat(waits.among(List.of(runs))).as("gone meanwhile").isEmpty();
    }

    @Test
    @DisplayName("A move in which a task waited for a node teaches nothing, and one before which it did teaches its time")
    void aMoveThatWaitedForANode() {
        costs.learn(move(Result.SUCCEEDED, 1, 500), looked(WAITS).facts());
        costs.learn(move(Result.SUCCEEDED, 1, 500), looked(WAITS, at(TaskState.RUNNING, 480, "")).facts());
        assertThat(costs.moves()).isEmpty();

        waits.among(List.of());
        costs.learn(move(Result.SUCCEEDED, 1, 40), looked(at(TaskState.PENDING, 0, ""), at(TaskState.RUNNING, 5, "")).facts());
        assertThat(costs.moves()).isEqualTo(Map.of(API, 40.0));
        costs.learn(new Outcome(move(Result.SUCCEEDED, 1, 1).proposal(), Result.SUCCEEDED, "", 1, Cluster.EPOCH.plusMillis(1),
                Cluster.EPOCH.plusMillis(20_001)), looked(WAITS, at(TaskState.RUNNING, 480, "")).facts());
        assertThat(costs.moves()).as("created before it began").isEqualTo(Map.of(API, 30.0));
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

        costs.learn(move(Result.SUCCEEDED, 2, 40), List.of());
        assertThat(seconds(running)).as("for each task").isEqualTo(Map.of(API, 20.0));
        costs.learn(move(Result.SUCCEEDED, 1, 10), List.of());
        assertThat(seconds(running)).isEqualTo(Map.of(API, 15.0));
    }

    @ParameterizedTest
    @EnumSource(value = Result.class, mode = EnumSource.Mode.EXCLUDE, names = "SUCCEEDED")
    void aMoveThatDidNotSucceedTeachesNothing(Result result) {
        costs.learn(move(result, 1, 40), List.of());

        assertThat(seconds(api())).isEmpty();
    }

    @Test
    void whatMovedNothingTeachesNothing() {
        costs.learn(move(Result.SUCCEEDED, 0, 40), List.of());
        costs.learn(new Outcome(new Proposal("ORC-TST-201", new RestartService(API, Set.of()), "c", "why"), Result.SUCCEEDED,
                "", 1, Cluster.EPOCH, Cluster.EPOCH.plusSeconds(9), List.of()), List.of());

        assertThat(seconds(api())).isEmpty();
    }

    @Test
    void aServiceThatIsGoneIsForgotten() {
        costs.learn(move(Result.SUCCEEDED, 1, 40), List.of());

        assertThat(seconds(new Cluster().service("other"))).isEmpty();
        assertThat(seconds(api())).isEmpty();
    }

    @Test
    void whatAnotherLearntIsKnownAndOfWhatIsKnownAlreadyOnlyWhenItIsNewer() {
        costs.learn(move(Result.SUCCEEDED, 1, 8), List.of());
        costs.knowBeside(Map.of(API, 3.0, "web-id", 5.0));
        assertThat(costs.moves()).isEqualTo(Map.of(API, 8.0, "web-id", 5.0));

        costs.know(Map.of(API, 4.0));
        assertThat(costs.moves()).isEqualTo(Map.of(API, 4.0, "web-id", 5.0));
    }
}
