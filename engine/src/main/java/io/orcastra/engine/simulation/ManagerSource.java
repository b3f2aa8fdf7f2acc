package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.engine.port.Observer;
import io.orcastra.facts.cluster.LocalEngine;
import java.util.HashSet;
import java.util.Set;

/** The swarm as the engine of one of its managers tells it. */
final class ManagerSource implements Observer {
    private final World world;
    private final NodeState node;

    ManagerSource(World world, NodeState node) {
        this.world = world;
        this.node = node;
    }

    @Override
    public String source() {
        return "docker";
    }

    @Override
    public Observation observe() throws ObservationFailed {
        if (!world.answers() || !node.answers()) {
            throw new ObservationFailed("the engine of " + node.hostname() + " did not answer within 10 s", null);
        }
        Set<Object> facts = new HashSet<>(world.facts());
        facts.add(new LocalEngine(node.id, "1.41", "simulated"));
        return new Observation(source(), world.now(), facts);
    }
}
