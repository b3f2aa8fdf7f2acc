package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.ActionExecutorContract;
import io.orcastra.engine.port.InMemoryIntents;
import io.orcastra.facts.cluster.DeployedService;
import io.orcastra.facts.cluster.DeployedSetting;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.UpdateService;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.time.Instant;
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

    @Test
    void aServiceOfOurOwnIsMadeOnceOnEveryNode() {
        Proposal make = new Proposal("ORC-TST-201", new CreateService("own", Set.of("/a 1 {}", "/b 2 [\"x y\"]")), "cause", "it is missing");

        assertThat(actions.execute(make, Map.of()).result()).isEqualTo(Outcome.Result.SUCCEEDED);
        for (Instant end = swarm.clock().instant().plusSeconds(30); swarm.clock().instant().isBefore(end);) {
            swarm.step(Duration.ofSeconds(5));
        }
        assertThat(tasksOf("own")).containsExactly(nodeId());
        assertThat(settings()).containsExactlyInAnyOrder("/a 1", "/b 2");
        assertThat(actions.execute(make, Map.of()).result()).isEqualTo(Outcome.Result.SKIPPED);
    }

    @Test
    void anUpdateOfItReplacesOnlyWhatItNames() {
        actions.execute(new Proposal("ORC-TST-201", new CreateService("own", Set.of("/a 1 {}", "/b 2 [\"x y\"]")), "cause", ""), Map.of());
        String id = swarm.facts().stream().flatMap(fact -> fact instanceof DeployedService own ? Stream.of(own.serviceId())
                : Stream.empty()).findFirst().orElseThrow();
        Proposal update = new Proposal("ORC-TST-202", new UpdateService(id, Set.of("/b 3")), "cause", "it differs");

        assertThat(actions.execute(update, Map.of()).result()).isEqualTo(Outcome.Result.SUCCEEDED);
        assertThat(settings()).containsExactlyInAnyOrder("/a 1", "/b 3");
        assertThat(actions.execute(new Proposal("ORC-TST-202", new UpdateService(Cluster.id("web"), Set.of("/b 3")), "", ""),
                Map.of()).result()).as("a service that is not ours").isEqualTo(Outcome.Result.SKIPPED);
    }

    private Stream<String> tasksOf(String service) {
        Set<Object> facts = swarm.facts();
        return facts.stream().filter(fact -> fact instanceof Service own && own.name().equals(service))
                .flatMap(own -> facts.stream().filter(fact -> fact instanceof Task task
                        && task.serviceId().equals(((Service) own).id()) && task.state() == TaskState.RUNNING))
                .map(task -> ((Task) task).nodeId());
    }

    private Stream<String> settings() {
        return swarm.facts().stream().filter(DeployedSetting.class::isInstance).map(fact -> ((DeployedSetting) fact).setting());
    }
}
