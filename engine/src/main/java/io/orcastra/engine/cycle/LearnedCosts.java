package io.orcastra.engine.cycle;

import io.orcastra.engine.plan.MoveCosts;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.control.NodeWait;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long services are away while they are moved. A move of ours tells it best; until there was one, the tasks'
 * own time from their creation until they ran does, image pull included, with the stop of the old task before it unless
 * the service starts first. What a task waited for a node does not count, nor a move in which one did. Used by one thread.
 */
final class LearnedCosts {
    /** Weight of the newest move; older ones fade. */
    private static final double NEWEST = 0.5;
    /** A task that took longer waited for something else than its start, such as a node to be free. */
    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    /** Long enough for twice of five minutes; beyond it a task that never starts would keep the others waiting. */
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);
    private static final Duration SLOW = Duration.ofSeconds(30);
    /** Most containers stop long before the grace period ends; Swarm's default period is the most that is assumed. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Map<String, Double> moves = new HashMap<>();
    private final Map<String, Double> slowest = new HashMap<>();

    /** @param facts as they were last seen before the outcome was */
    void learn(Outcome outcome, Collection<?> facts) {
        if (outcome.proposal().action() instanceof Move && outcome.result() == Result.SUCCEEDED && outcome.restarts() > 0
                && !haveWaited(outcome, facts)) {
            double seconds = seconds(Duration.between(outcome.startedAt(), outcome.finishedAt())) / outcome.restarts();
            moves.merge(outcome.proposal().subject(), seconds, (old, now) -> old + NEWEST * (now - old));
        }
    }

    private static boolean haveWaited(Outcome outcome, Collection<?> facts) {
        Set<String> waited = waits(facts).keySet();
        return facts.stream().anyMatch(fact -> fact instanceof Task task && task.serviceId().equals(outcome.proposal().subject())
                && !task.createdAt().isBefore(outcome.startedAt()) && (waited.contains(task.id()) || NodeWaits.isWaiting(task)));
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

    /** Of services that start slowly, by the slowest of what runs or, where nothing does, of what ran last. */
    Set<StartPatience> patience(Collection<?> facts) {
        Map<String, Instant> waits = waits(facts);
        Map<String, Double> running = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Task task && task.state() == TaskState.RUNNING && startTime(task, waits) >= 0) {
                running.merge(task.serviceId(), startTime(task, waits), Math::max);
            }
        }
        slowest.keySet().retainAll(facts.stream().filter(Service.class::isInstance).map(fact -> ((Service) fact).id()).toList());
        slowest.putAll(running);
        return slowest.entrySet().stream().filter(one -> one.getValue() > SLOW.toSeconds()).map(one ->
                new StartPatience(one.getKey(), twice(one.getValue()))).collect(Collectors.toSet());
    }

    private static Duration twice(double seconds) {
        Duration twice = Duration.ofMillis(Math.round(seconds * 2000));
        return twice.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : twice;
    }

    /** Seconds that running tasks took from their creation, or from when they had a node if they waited for it, on average by service id. */
    static Map<String, Double> starts(Collection<?> facts) {
        Map<String, Instant> waits = waits(facts);
        Map<String, double[]> sums = new HashMap<>();
        for (Object fact : facts) {
            if (fact instanceof Task task && task.state() == TaskState.RUNNING && startTime(task, waits) >= 0) {
                double[] sum = sums.computeIfAbsent(task.serviceId(), none -> new double[2]);
                sum[0] += startTime(task, waits);
                sum[1]++;
            }
        }
        Map<String, Double> starts = new HashMap<>();
        sums.forEach((service, sum) -> starts.put(service, sum[0] / sum[1]));
        return starts;
    }

    /** -1 where it tells nothing. */
    private static double startTime(Task task, Map<String, Instant> waits) {
        Instant placed = waits.get(task.id());
        Duration took = Duration.between(placed == null ? task.createdAt() : placed, task.since());
        boolean unseen = placed != null && took.isZero();
        return unseen || took.isNegative() || took.compareTo(LONGEST_START) > 0 ? -1 : seconds(took);
    }

    private static Map<String, Instant> waits(Collection<?> facts) {
        return facts.stream().filter(NodeWait.class::isInstance).map(NodeWait.class::cast)
                .collect(Collectors.toMap(NodeWait::taskId, NodeWait::until, (one, same) -> one));
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
