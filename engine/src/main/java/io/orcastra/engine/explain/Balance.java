package io.orcastra.engine.explain;

import java.util.Collection;

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
}
