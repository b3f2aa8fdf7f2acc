package io.orcastra.adapters.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.recording.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private int number;

    @Test
    void whatDoesNotFitIsNotTakenUntilThereIsRoom() {
        Backlog backlog = new Backlog(100);
        assertThat(accepted(backlog, 12, 10)).isEqualTo(10);
        assertThat(backlog.offer(cycle(facts(1)))).isFalse();

        backlog.next();
        assertThat(accepted(backlog, 12, 10)).isEqualTo(1);
    }

    @Test
    void anOverlargeOneIsTakenWhereNothingElseWaits() {
        Backlog backlog = new Backlog(100);
        assertThat(backlog.offer(cycle(facts(101)))).isTrue();
        assertThat(backlog.offer(cycle(facts(1)))).isFalse();

        backlog.next();
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(backlog.offer(cycle(facts(101)))).isTrue();
    }

    @Test
    void factsThatStayTheSameCountOnce() {
        Backlog backlog = new Backlog(100);
        Set<Object> same = facts(90);
        assertThat(IntStream.range(0, 20).filter(i -> backlog.offer(cycle(same))).count()).isEqualTo(11);
    }

    @Test
    void inTheHeapOfADaemonAFewCyclesOfALargeSwarmWaitAndManyOfASmallOne() {
        long heap = 192L << 20;
        assertThat(accepted(Backlog.ofHeap(heap), 10, 15_000)).isEqualTo(6);
        assertThat(accepted(Backlog.ofHeap(heap), 340, 300)).isEqualTo(327);
        assertThat(accepted(Backlog.ofHeap(heap), 1100, 0)).as("bounded by number").isEqualTo(1024);
    }

    private long accepted(Backlog backlog, int offered, int facts) {
        return IntStream.range(0, offered).filter(i -> backlog.offer(cycle(facts(facts)))).count();
    }

    private Set<Object> facts(int count) {
        return Set.copyOf(IntStream.range(0, count).mapToObj(i -> "fact " + i).collect(Collectors.toSet()));
    }

    private Entry.Cycle cycle(Set<Object> facts) {
        return new Entry.Cycle(Instant.EPOCH, ++number, "tick", Duration.ZERO, 0, facts, Background.none(Budgets.DEFAULT),
                Plan.EMPTY, List.of());
    }
}
