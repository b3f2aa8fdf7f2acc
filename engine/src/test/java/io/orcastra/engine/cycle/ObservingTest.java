package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.Observer;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservingTest {

    private record Watched(boolean showsMotion) implements Observer {

        @Override
        public String source() {
            return "memory";
        }

        @Override
        public Observation observe() {
            return new Observation(source(), Instant.EPOCH, Set.of(new MemoryUnknown("n", "a test")));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyWhatShowsMotionHasTheSwarmWatchedClosely(boolean motion) {
        Clock clock = Clock.of(() -> Instant.EPOCH, () -> 0);
        WorkingMemory memory = new WorkingMemory(RuleBook.of(List.of()), EngineListener.NOOP);
        Observing observing = new Observing(List.of(new Watched(motion)), EngineListener.NOOP, new Settling(clock), clock);

        assertThat(observing.look(memory, Duration.ZERO)).isEqualTo(motion ? 1 : 0);
        assertThat(memory.facts()).containsExactly(new MemoryUnknown("n", "a test"));
    }
}
