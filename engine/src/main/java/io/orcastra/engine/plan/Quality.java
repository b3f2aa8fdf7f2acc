package io.orcastra.engine.plan;

import java.util.Comparator;
import java.util.List;

/**
 * How good a set of moves is; the least is the best. Points are counted in tenths, so that what nobody could see does
 * not decide.
 *
 * @param emergencies machines about to run out of memory that stay unrelieved
 * @param open        machines that stay unrelieved
 * @param excess      tenths of points by which they do
 * @param restarts    tasks replaced
 * @param misplaced   services that go where rules would rather not have them
 * @param price       tenths of points of the worst machine touched, and what the time of moving is worth
 * @param worst       tenths of points of all machines in question, the worst first
 * @param words       decides between equals
 */
record Quality(
        int emergencies, int open, long excess, int restarts, int misplaced, long price, List<Long> worst, String words)
        implements Comparable<Quality> {
    private static final Comparator<Quality> ORDER = Comparator.comparingInt(Quality::emergencies)
            .thenComparingInt(Quality::open)
            .thenComparingLong(Quality::excess)
            .thenComparingInt(Quality::restarts)
            .thenComparingInt(Quality::misplaced)
            .thenComparingLong(Quality::price)
            .thenComparing(Quality::worst, Quality::lexical)
            .thenComparing(Quality::words);

    @Override
    public int compareTo(Quality other) {
        return ORDER.compare(this, other);
    }

    private static int lexical(List<Long> one, List<Long> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = Long.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
