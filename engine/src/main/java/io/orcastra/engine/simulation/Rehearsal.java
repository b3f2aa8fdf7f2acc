package io.orcastra.engine.simulation;

import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A plan carried out on a simulated copy of the cluster it was made for: what is to be expected of it.
 *
 * @param facts    all that were given, with those of the cluster as they are afterwards
 * @param outcomes in the order of their ends
 * @param restarts by service id, tasks that were replaced; services of which none was are absent
 * @param downtime by service id, time in which none of its tasks ran; services that ran throughout are absent
 * @param took     from the first action to the end of the last one
 */
public record Rehearsal(
        Set<Object> facts,
        List<Outcome> outcomes,
        Map<String, Integer> restarts,
        Map<String, Duration> downtime,
        Duration took) {
    /** Nothing takes longer: the executor's own limits end it before. */
    private static final Duration PATIENCE = Duration.ofHours(1);
    /** What an observation tells anew each time; facts of other kinds stay as given. */
    private static final Set<Class<?>> OBSERVED = Set.of(
            Node.class, NodeLabel.class, Service.class, ServiceLabel.class, PlacementConstraint.class,
            SpreadPreference.class, Mount.class, Task.class, EndedTask.class, NodeMemory.class, TaskMemory.class);

    public Rehearsal {
        facts = Set.copyOf(facts);
        outcomes = List.copyOf(outcomes);
        restarts = Map.copyOf(restarts);
        downtime = Map.copyOf(downtime);
    }

    /**
     * @param facts observed facts and any others
     * @param at    when they were observed
     * @param seed  of the random order in which Swarm does what has no order
     */
    public static Rehearsal of(Collection<?> facts, Plan plan, Instant at, long seed) {
        SimulatedSwarm swarm = SimulatedSwarm.of(facts, seed, at);
        Map<String, Duration> before = swarm.downtime();
        SimulatedActions actions = swarm.actions(new Unlogged());
        List<Outcome> outcomes = new ArrayList<>();
        for (PlannedAction action : plan.execute()) {
            actions.execute(action.proposal(), action.targets(), outcomes::add);
        }
        long begun = swarm.clock().nanos();
        while (outcomes.size() < plan.execute().size() && swarm.clock().nanos() - begun < PATIENCE.toNanos()) {
            swarm.step(Duration.ofSeconds(1));
        }
        Duration took = Duration.ofNanos(swarm.clock().nanos() - begun);
        Map<String, Integer> restarts = new TreeMap<>();
        outcomes.stream().filter(outcome -> outcome.restarts() > 0)
                .forEach(outcome -> restarts.merge(outcome.proposal().subject(), outcome.restarts(), Integer::sum));
        Map<String, Duration> downtime = new TreeMap<>(swarm.downtime());
        downtime.replaceAll((id, down) -> down.minus(before.get(id)));
        downtime.values().removeIf(Duration::isZero);
        Set<Object> after = new HashSet<>(swarm.facts());
        facts.stream().filter(fact -> !OBSERVED.contains(fact.getClass())).forEach(after::add);
        return new Rehearsal(after, outcomes, restarts, downtime, took);
    }

    /** Everything may begin. */
    private static final class Unlogged implements IntentLog {
        @Override
        public boolean begin(Intent intent) {
            return true;
        }

        @Override
        public void update(Intent intent) {
            // nobody reads it
        }

        @Override
        public void end(String intentId) {
            // nobody reads it
        }
    }
}
