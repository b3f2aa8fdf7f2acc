package io.orcastra.engine.explain;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.Census.ServiceCensus;
import io.orcastra.engine.simulation.Scenario;
import io.orcastra.engine.simulation.SimulatedActions;
import io.orcastra.engine.simulation.SimulatedSwarm;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A plan carried out on a simulated copy of its cluster, all its actions begun at once as the loop begins them, and then
 * what follows from it, cycle after cycle. Of tasks that are alike to Swarm it replaces those the plan names.
 *
 * @param facts    of the cluster afterwards
 * @param end      when the last action had ended
 * @param restarts by service id, as the actions counted them
 * @param downtime by service id: for how long none of its tasks ran
 * @param failures actions that did not succeed, one sentence each
 * @param sequel   actions that followed from the plan, in their order
 */
record Rehearsal(
        Set<Object> facts, Instant end, Map<String, Integer> restarts, Map<String, Duration> downtime,
        List<String> failures, List<PlannedAction> sequel) {

    /** The longest backoff of Swarm's own is far below; what takes longer does not end by itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration STEP = Duration.ofSeconds(5);
    /** Three links of a set, each with its labels before and after it, and room for a set that takes several cycles. */
    private static final int CYCLES = 20;
    /** Any number will do: only the order of what is alike depends on it. */
    private static final long SEED = 1;

    static Rehearsal of(DecisionRecord decision, Sequel sequel, Paces paces) {
        SimulatedSwarm swarm = new SimulatedSwarm(paces.in(Scenario.of(decision.facts(), decision.at())), SEED);
        Map<String, ServiceCensus> begun = swarm.census().services();
        SimulatedActions actions = swarm.actions(new NoLog());
        actions.allow(decision.facts().stream().filter(StartPatience.class::isInstance).map(StartPatience.class::cast)
                .collect(Collectors.toSet()));
        List<Outcome> outcomes = new ArrayList<>();
        List<PlannedAction> done = new ArrayList<>();
        List<PlannedAction> next = decision.plan().execute();
        Duration beyond = Duration.ZERO;
        for (int cycle = 0; !next.isEmpty() && cycle < CYCLES; cycle++) {
            done.addAll(next);
            beyond = beyond.plus(beyond(next, paces));
            swarm.replaceFirst(next.stream().flatMap(planned -> planned.targets().keySet().stream()).toList());
            next.forEach(planned -> actions.execute(planned.proposal(), planned.targets(), outcomes::add));
            boolean ended = ends(swarm, () -> outcomes.size() == done.size());
            next = ended ? unheard(sequel.after(swarm.facts(), swarm.clock().instant()), done) : List.of();
        }
        Map<String, Integer> restarts = outcomes.stream().filter(outcome -> outcome.restarts() > 0)
                .collect(Collectors.toMap(outcome -> outcome.proposal().subject(), Outcome::restarts, Integer::sum));
        return new Rehearsal(swarm.facts(), swarm.clock().instant().plus(beyond), restarts,
                downtime(swarm, begun, restarts.keySet(), paces), failures(done, outcomes),
                List.copyOf(done.subList(decision.plan().execute().size(), done.size())));
    }

    /** Of the slowest: all of one cycle go on side by side, the tasks of one service one after the other. */
    private static Duration beyond(List<PlannedAction> together, Paces paces) {
        return together.stream()
                .map(planned -> paces.beyond(planned.proposal().subject()).multipliedBy(planned.expectedRestarts()))
                .max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private static boolean ends(SimulatedSwarm swarm, BooleanSupplier ended) {
        Instant until = swarm.clock().instant().plus(PATIENCE);
        while (!ended.getAsBoolean() && swarm.clock().instant().isBefore(until)) {
            swarm.step(STEP);
        }
        return ended.getAsBoolean();
    }

    /** What did not help once is not tried again: the daemon would wait first, for longer than a forecast looks ahead. */
    private static List<PlannedAction> unheard(List<PlannedAction> wished, List<PlannedAction> done) {
        Set<Proposal> tried = done.stream().map(PlannedAction::proposal).collect(Collectors.toSet());
        return wished.stream().filter(planned -> !tried.contains(planned.proposal())).toList();
    }

    Set<String> taskIds() {
        return facts.stream().filter(Task.class::isInstance).map(task -> ((Task) task).id()).collect(Collectors.toSet());
    }

    private static Map<String, Duration> downtime(
            SimulatedSwarm swarm, Map<String, ServiceCensus> begun, Set<String> restarted, Paces paces) {
        Map<String, ServiceCensus> ended = swarm.census().services();
        Map<String, Duration> downtime = new HashMap<>();
        for (Object fact : swarm.facts()) {
            if (fact instanceof Service service && begun.containsKey(service.name())) {
                Duration down = ended.get(service.name()).down().minus(begun.get(service.name()).down());
                boolean longer = !down.isZero() && restarted.contains(service.id());
                downtime.put(service.id(), longer ? down.plus(paces.beyond(service.id())) : down);
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
