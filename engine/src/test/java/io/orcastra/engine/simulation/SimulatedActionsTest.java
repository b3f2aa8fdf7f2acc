package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.ActionExecutorContract;
import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.rules.verify.Cluster;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    @Test
    void aMoveTakesNoTaskThatWasNotPlanned() {
        SimulatedSwarm two = SimulatedSwarm.of(new Cluster().node("n1").node("n2").node("n3")
                .service("web", words -> words.replicas(2)).running("web", "n1").running("web", "n2").facts(), 1, VirtualClock.START);
        String[] tasks = two.facts().stream().flatMap(fact -> fact instanceof Task task ? Stream.of(task.id()) : Stream.empty())
                .sorted().toArray(String[]::new);
        Proposal away = new Proposal("ORC-TST-201",
                new MoveService(Cluster.id("web"), Set.of(Cluster.id("n3")), 0), "cause", "n3 is better");

        Outcome refused = two.actions(intents).execute(away, Map.of(tasks[0], Cluster.id("n3")));
        Outcome done = two.actions(intents).execute(away, Map.of(tasks[0], Cluster.id("n3"), tasks[1], Cluster.id("n3")));

        assertThat(refused.result()).as(refused.message()).isEqualTo(Outcome.Result.SKIPPED);
        assertThat(refused.message()).endsWith("what to do is decided anew");
        assertThat(done).as(done.message()).extracting(Outcome::result, Outcome::restarts)
                .containsExactly(Outcome.Result.SUCCEEDED, 2);
    }
}
