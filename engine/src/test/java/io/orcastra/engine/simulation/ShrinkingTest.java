package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.simulation.TrialRun.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A story that breaks an invariant is told with nothing in it that is not needed. */
class ShrinkingTest {
    private static final Fault CULPRIT = new Fault.LeaderChange();

    /** Breaks whenever the culprit is among the faults. */
    private static Result judge(Trial trial) {
        boolean broken = trial.faults().stream().anyMatch(fault -> fault.fault().equals(CULPRIT));
        return new Result(broken ? Optional.of(new Violation("test", "the leader changed")) : Optional.empty(),
                List.of(), 1, 0);
    }

    @Test
    void onlyTheCulpritIsLeft() {
        Trial random = RandomTrial.of(3);
        List<TimedFault> faults = new ArrayList<>(RandomTrial.of(4).faults());
        faults.add(new TimedFault(Duration.ofMinutes(1), CULPRIT));
        Trial trial = random.with(random.nodes(), random.services(), faults, random.ends());

        Shrinking shrunk = Shrinking.of(trial, judge(trial), ShrinkingTest::judge);

        assertThat(shrunk.smallest().faults()).extracting(TimedFault::fault).containsExactly(CULPRIT);
        assertThat(shrunk.smallest().services()).isEmpty();
        assertThat(shrunk.smallest().nodes()).hasSize(shrunk.smallest().instances());
    }
}
