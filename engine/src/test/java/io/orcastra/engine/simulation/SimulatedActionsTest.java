package io.orcastra.engine.simulation;

import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.ActionExecutorContract;
import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.rules.verify.Cluster;
import java.util.Optional;

/** The simulated executor keeps the executor's promises, to callers that wait for the end too. */
class SimulatedActionsTest extends ActionExecutorContract {
    private final InMemoryIntents intents = new InMemoryIntents();
    private final SimulatedSwarm swarm = SimulatedSwarm.of(
            new Cluster().node("n1").service("web").running("web", "n1").facts(), 1, VirtualClock.START);
    private final SimulatedActions actions = swarm.actions(intents);

    @Override
    protected InMemoryIntents intents() {
        return intents;
    }

    @Override
    protected ActionExecutor executor() {
        return actions;
    }

    @Override
    protected String nodeId() {
        return Cluster.id("n1");
    }

    @Override
    protected Optional<String> label(String key) {
        return swarm.facts().stream().filter(fact -> fact instanceof NodeLabel label && label.key().equals(key))
                .map(fact -> ((NodeLabel) fact).value()).findFirst();
    }
}
