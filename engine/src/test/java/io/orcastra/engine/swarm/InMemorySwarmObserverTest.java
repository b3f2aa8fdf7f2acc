package io.orcastra.engine.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Observer;
import io.orcastra.engine.port.ObserverContract;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.rules.verify.Cluster;
import java.util.Set;

class InMemorySwarmObserverTest extends ObserverContract {
    private final Cluster cluster = new Cluster().node("n1").service("db").running("db", "n1");
    private final InMemorySwarm swarm = new InMemorySwarm(new VirtualClock(), cluster);

    @Override
    protected Observer observer() {
        return swarm;
    }

    @Override
    protected void assertComplete(Set<Object> facts) {
        assertThat(facts).containsAll(cluster.facts()).hasSize(cluster.facts().size() + 2);
    }
}
