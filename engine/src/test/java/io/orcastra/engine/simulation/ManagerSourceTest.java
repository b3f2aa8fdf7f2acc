package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Observer;
import io.orcastra.engine.port.FallibleObserverContract;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

class ManagerSourceTest extends FallibleObserverContract {
    private final Cluster cluster = new Cluster().node("n1").node("n2").label("n1", "zone", "a")
            .service("web").running("web", "n1").serviceLabel("web", "orchestration.movable", "true");
    private final SimulatedSwarm swarm = SimulatedSwarm.of(cluster.facts(), 1, VirtualClock.START);

    @Override
    protected Observer observer() {
        return swarm.observers("n1").get(0);
    }

    @Override
    protected Collection<Fault> faults() {
        return List.of(new Fault("no manager answers", () -> swarm.silence(Duration.ofSeconds(30)),
                () -> swarm.advance(Duration.ofSeconds(30))));
    }

    @Override
    protected Duration deadline() {
        return Duration.ofSeconds(5);
    }

    @Override
    protected void assertComplete(Set<Object> facts) {
        assertThat(facts).containsAll(cluster.facts()).hasSize(cluster.facts().size() + 1);
    }
}
