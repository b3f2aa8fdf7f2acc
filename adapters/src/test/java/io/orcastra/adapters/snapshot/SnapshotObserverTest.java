package io.orcastra.adapters.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.report.SampleDecision;
import io.orcastra.engine.port.Observer;
import io.orcastra.engine.port.ObserverContract;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotObserverTest extends ObserverContract {

    private final Snapshot written = new Snapshot(SampleDecision.AT, SampleDecision.record().facts());
    private final SnapshotObserver observer = new SnapshotObserver("small.json", readBack());

    @Override
    protected Observer observer() {
        return observer;
    }

    @Override
    protected void assertComplete(Set<Object> facts) {
        assertThat(facts).isEqualTo(written.facts());
    }

    @Test
    void aLookIsOfTheMomentTheSnapshotWasTaken() {
        assertThat(observer.observe().at()).isEqualTo(SampleDecision.AT);
    }

    private Snapshot readBack() {
        SnapshotFormat format = new SnapshotFormat();
        try {
            return format.read("small.json", format.write(written), warning -> { });
        } catch (UnreadableSnapshot unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
