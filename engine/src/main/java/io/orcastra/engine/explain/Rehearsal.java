package io.orcastra.engine.explain;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.Census.ServiceCensus;
import io.orcastra.engine.simulation.SimulatedActions;
import io.orcastra.engine.simulation.SimulatedSwarm;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan carried out on a simulated copy of its cluster, all its actions begun at once as the loop begins them.
 *
 * @param facts    of the cluster afterwards
 * @param end      when the last action had ended
 * @param restarts by service id, as the actions counted them
 * @param downtime by service id: for how long none of its tasks ran
 * @param failures actions that did not succeed, one sentence each
 */
record Rehearsal(
        Set<Object> facts, Instant end, Map<String, Integer> restarts, Map<String, Duration> downtime,
        List<String> failures) {

    /** The longest backoff of Swarm's own is far below; what takes longer does not end by itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration STEP = Duration.ofSeconds(5);
    /** Any number will do: only the order of what is alike depends on it. */
    private static final long SEED = 1;

    static Rehearsal of(DecisionRecord decision) {
        SimulatedSwarm swarm = SimulatedSwarm.of(decision.facts(), SEED, decision.at());
        Map<String, ServiceCensus> begun = swarm.census().services();
        SimulatedActions actions = swarm.actions(new NoLog());
        List<Outcome> outcomes = new ArrayList<>();
        List<PlannedAction> plan = decision.plan().execute();
        plan.forEach(planned -> actions.execute(planned.proposal(), planned.targets(), outcomes::add));
        while (outcomes.size() < plan.size()
                && swarm.clock().instant().isBefore(decision.at().plus(PATIENCE))) {
            swarm.step(STEP);
        }
        Map<String, Integer> restarts = outcomes.stream().filter(outcome -> outcome.restarts() > 0)
                .collect(Collectors.toMap(outcome -> outcome.proposal().subject(), Outcome::restarts, Integer::sum));
        return new Rehearsal(swarm.facts(), swarm.clock().instant(), restarts,
                downtime(swarm, begun), failures(plan, outcomes));
    }

    Set<String> taskIds() {
        return facts.stream().filter(Task.class::isInstance).map(task -> ((Task) task).id()).collect(Collectors.toSet());
    }

    private static Map<String, Duration> downtime(SimulatedSwarm swarm, Map<String, ServiceCensus> begun) {
        Map<String, ServiceCensus> ended = swarm.census().services();
        Map<String, Duration> downtime = new HashMap<>();
        for (Object fact : swarm.facts()) {
            if (fact instanceof Service service && begun.containsKey(service.name())) {
                downtime.put(service.id(), ended.get(service.name()).down().minus(begun.get(service.name()).down()));
            }
        }
        return downtime;
    }

    private static List<String> failures(List<PlannedAction> plan, List<Outcome> outcomes) {
        List<String> failures = new ArrayList<>();
        for (PlannedAction planned : plan) {
            String subject = planned.proposal().subject();
            outcomes.stream().filter(outcome -> outcome.proposal().equals(planned.proposal())).findFirst().ifPresentOrElse(
                    outcome -> {
                        if (outcome.result() == Result.FAILED || outcome.result() == Result.REFUSED) {
                            failures.add("In the simulation what was to be done to " + subject + " did not succeed: "
                                    + outcome.message() + ".");
                        }
                    },
                    () -> failures.add("In the simulation what was to be done to " + subject + " did not end within "
                            + PATIENCE.toMinutes() + " min."));
        }
        return failures;
    }

    /** Nobody else acts on the copy, and nothing needs to survive it. */
    private static final class NoLog implements IntentLog {
        @Override
        public boolean begin(Intent intent) {
            return true;
        }

        @Override
        public void update(Intent intent) { }

        @Override
        public void end(String intentId) { }
    }
}
