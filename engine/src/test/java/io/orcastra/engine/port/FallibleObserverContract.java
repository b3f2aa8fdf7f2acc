package io.orcastra.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an {@link Observer} promises as well whose source may fail. */
public abstract class FallibleObserverContract extends ObserverContract {

    /** Everything that may happen to the source; at least one. */
    protected abstract Collection<Fault> faults();

    /** No look may take longer, whatever the source does. */
    protected abstract Duration deadline();

    /**
     * Something that happens to a source.
     *
     * @param name    in words
     * @param strikes from now on no look can be complete
     * @param ends    as if nothing had been
     */
    public record Fault(String name, Runnable strikes, Runnable ends) {
    }

    @TestFactory
    Stream<DynamicTest> aLookThatCannotBeCompleteSaysSoInTimeAndTheNextOneSeesAll() {
        assertThat(faults()).isNotEmpty();
        return faults().stream().map(fault -> DynamicTest.dynamicTest(fault.name(), () -> outlives(fault)));
    }

    private void outlives(Fault fault) throws ObservationFailed {
        Observation before = observer().observe();
        fault.strikes().run();
        try {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> observer().observe()).isInstanceOf(ObservationFailed.class).message().isNotBlank();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(deadline());
        } finally {
            fault.ends().run();
        }
        Observation after = observer().observe();

        assertThat(after.facts()).isEqualTo(before.facts());
        assertComplete(after.facts());
    }
}
