package io.orcastra.engine.explain;

import io.orcastra.facts.cluster.Task;
import java.util.Collection;
import java.util.Map;

/**
 * How evenly nodes are used, from above 0 to 100, before and after: Jain's fairness index, {@code (Σx)² / (n·Σx²)}, in
 * percent, where x is the share of its memory a machine uses, or the number of tasks a node runs. 100 says that all are
 * used alike; when one of n does everything it is 100/n. (R. Jain, D. Chiu, W. Hawe: A Quantitative Measure of Fairness,
 * DEC TR-301, 1984.)
 *
 * @param of what is compared
 */
public record Balance(Of of, int before, int after) {

    /** What a balance is made of: memory when it is known of every node that takes tasks, else tasks. */
    public enum Of { MEMORY, TASKS }

    /** The index in percent, rounded; 100 when there is nothing to share out. */
    public static int score(Collection<Double> uses) {
        double sum = 0;
        double squares = 0;
        for (double use : uses) {
            sum += use;
            squares += use * use;
        }
        return squares == 0 ? 100 : (int) Math.round(100 * sum * sum / (uses.size() * squares));
    }

    /**
     * Before and after tasks are somewhere else, with the memory they use and nothing else changed.
     *
     * @param facts   of the cluster
     * @param targets by task id, the node it is on afterwards; others stay
     */
    public static Balance onPaper(Collection<?> facts, Map<String, String> targets) {
        Picture before = Picture.of(facts);
        Picture after = before.later(facts.stream().map(fact -> fact instanceof Task task && targets.containsKey(task.id())
                ? moved(task, targets.get(task.id())) : fact).toList());
        Of of = before.knowsMemory() ? Of.MEMORY : Of.TASKS;
        return new Balance(of, before.balance(of), after.balance(of));
    }

    private static Task moved(Task task, String nodeId) {
        return new Task(task.id(), task.serviceId(), task.slot(), nodeId, task.desired(), task.state(), task.createdAt(),
                task.since(), task.error());
    }
}
