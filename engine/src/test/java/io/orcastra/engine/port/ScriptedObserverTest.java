package io.orcastra.engine.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

class ScriptedObserverTest extends FallibleObserverContract {
    private final Set<Object> world = Set.copyOf(new Cluster().node("n1").service("db").running("db", "n1").facts());
    private final ScriptedObserver observer = new ScriptedObserver("docker", new VirtualClock()).sees(world);

    @Override
    protected Observer observer() {
        return observer;
    }

    @Override
    protected void assertComplete(Set<Object> facts) {
        assertThat(facts).isEqualTo(world);
    }

    @Override
    protected Collection<Fault> faults() {
        return List.of(new Fault("it fails", () -> observer.fails("away"), () -> observer.sees(world)));
    }

    @Override
    protected Duration deadline() {
        return Duration.ofSeconds(1);
    }
}
