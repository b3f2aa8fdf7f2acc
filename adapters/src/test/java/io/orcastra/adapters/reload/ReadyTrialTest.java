package io.orcastra.adapters.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadyTrialTest {
    private final List<Begun> begun = new ArrayList<>();
    private final ReadyTrial trial = new ReadyTrial(() -> {
        begun.add(new Begun());
        return begun.get(begun.size() - 1);
    });

    private static final class Begun implements Trial.Course {
        private boolean waiting = true;
        private int judged;
        private boolean closed;

        @Override
        public TrialReport judge(RuleSet rules, Set<String> off, Present present) {
            judged++;
            return new TrialReport(Set.of(), List.of(), List.of());
        }

        @Override
        public boolean waits() {
            return waiting;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private void judgeOnce() throws Refusal {
        try (Trial.Course course = trial.begin()) {
            course.judge(RuleSet.builtIn(), Set.of(), null);
        }
    }

    @Test
    void aTrialIsBegunAheadOnlyAfterAnother() throws Refusal {
        assertThat(begun).isEmpty();

        judgeOnce();
        judgeOnce();

        assertThat(begun).extracting(one -> one.judged).containsExactly(1, 1, 0);
        assertThat(begun).extracting(one -> one.closed).containsExactly(true, true, false);
    }

    @Test
    void whatWaitsNoMoreIsReplaced() throws Refusal {
        judgeOnce();
        begun.get(1).waiting = false;
        judgeOnce();

        assertThat(begun).extracting(one -> one.judged).containsExactly(1, 0, 1, 0);
        assertThat(begun.get(1).closed).isTrue();
    }

    @Test
    void whatWasBegunAheadEndsWithIt() throws Refusal {
        judgeOnce();
        trial.close();

        assertThat(begun).allMatch(one -> one.closed);
    }
}
