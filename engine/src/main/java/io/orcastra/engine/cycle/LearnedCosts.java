package io.orcastra.engine.cycle;

import io.orcastra.engine.plan.MoveCosts;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How long services are away while they are moved. A move of ours tells it best; until there was one, the tasks'
 * own time from their creation until they ran does, image pull included, with the stop of the old task before it unless
 * the service starts first. What a task waited for a node does not count, nor a move in which one did. Used by one thread.
 */
final class LearnedCosts {
    /** Weight of the newest move; older ones fade. */
    private static final double NEWEST = 0.5;
    /** Most containers stop long before the grace period ends; Swarm's default period is the most that is assumed. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Map<String, Double> moves = new HashMap<>();

    /** @param facts as they were last seen before the outcome was */
    void learn(Outcome outcome, Collection<?> facts) {
        if (outcome.proposal().action() instanceof Move && outcome.result() == Result.SUCCEEDED && outcome.restarts() > 0
                && !haveWaited(outcome, facts)) {
            double seconds = seconds(Duration.between(outcome.startedAt(), outcome.finishedAt())) / outcome.restarts();
            moves.merge(outcome.proposal().subject(), seconds, (old, now) -> old + NEWEST * (now - old));
        }
    }

    private static boolean haveWaited(Outcome outcome, Collection<?> facts) {
        StartTimes times = StartTimes.in(facts);
        return facts.stream().anyMatch(fact -> fact instanceof Task task && task.serviceId().equals(outcome.proposal().subject())
                && !task.createdAt().isBefore(outcome.startedAt()) && times.waited(task));
    }

    /** Knows what another, or an earlier process, learnt from moves, as {@link #moves()} told it. */
    void know(Map<String, Double> others) {
        moves.putAll(others);
    }

    /** The same of services of which nothing is known here. */
    void knowBeside(Map<String, Double> others) {
        others.forEach(moves::putIfAbsent);
    }

    /** Seconds that moves took, by service id. */
    Map<String, Double> moves() {
        return Map.copyOf(moves);
    }

    /** What is known now, with the tasks that are there. */
    MoveCosts of(Collection<?> facts) {
        Map<String, Double> starts = starts(facts);
        Map<String, Double> costs = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Service service && starts.containsKey(service.id())) {
                costs.put(service.id(), stopTime(service) + starts.get(service.id()));
            }
        }
        moves.keySet().retainAll(facts.stream().filter(Service.class::isInstance).map(fact -> ((Service) fact).id()).toList());
        costs.putAll(moves);
        return new MoveCosts(costs);
    }

    /** Seconds that running tasks took to start, on average by service id. */
    static Map<String, Double> starts(Collection<?> facts) {
        StartTimes times = StartTimes.in(facts);
        Map<String, double[]> sums = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Task task && times.of(task) >= 0) {
                double[] sum = sums.computeIfAbsent(task.serviceId(), none -> new double[2]);
                sum[0] += times.of(task);
                sum[1]++;
            }
        }
        Map<String, Double> starts = new HashMap<>();
        sums.forEach((service, sum) -> starts.put(service, sum[0] / sum[1]));
        return starts;
    }

    private static double stopTime(Service service) {
        if (service.updateOrder() == UpdateOrder.START_FIRST) {
            return 0;
        }
        Duration grace = service.stopGracePeriod();
        return seconds(grace.compareTo(LONGEST_STOP) > 0 ? LONGEST_STOP : grace);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
