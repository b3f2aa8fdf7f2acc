package io.orcastra.facts.control;

import java.time.Duration;

/**
 * A node went down {@code count} times, each time less than a day after it did so before. It ends a day after the last. That a
 * drained node goes down is no loss, nor that one is drained. What happened while no instance looked is not counted.
 *
 * @param nodeId of the node, whether it is back or not
 */
public record NodeLosses(String nodeId, int count) {
    private static final Duration LONGEST = Duration.ofDays(1);
    /** So that after five losses in a row, however far apart, a day is to pass. */
    private static final int LONGER = 4;

    /**
     * How long it is to be up before something goes there that runs well elsewhere: four times as long with each loss but the
     * first, a day at most.
     *
     * @param stableAfter what holds for every node
     */
    public Duration trustedAfter(Duration stableAfter) {
        Duration trusted = stableAfter;
        for (int i = 1; i < count && trusted.compareTo(LONGEST) < 0 && !trusted.isZero(); i++) {
            trusted = trusted.multipliedBy(LONGER);
        }
        return trusted.compareTo(LONGEST) <= 0 || trusted.equals(stableAfter) ? trusted : LONGEST;
    }

    /** The same in words, such as {@code 20 min} or {@code 90 s}. */
    public String trustedAfterInWords(Duration stableAfter) {
        Duration trusted = trustedAfter(stableAfter);
        return trusted.toMinutes() > 0 && trusted.toSecondsPart() == 0 ? trusted.toMinutes() + " min" : trusted.toSeconds() + " s";
    }
}
