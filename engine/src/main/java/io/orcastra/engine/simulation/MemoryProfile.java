package io.orcastra.engine.simulation;

import java.time.Duration;

/**
 * Memory one task uses over its life: a level that may grow from its start on, and may be exceeded by spikes.
 *
 * @param startBytes     right after the start
 * @param bytesPerMinute growth from then on; negative to shrink
 * @param ceilingBytes   growth ends here; {@link Long#MAX_VALUE} for a leak
 * @param spikeBytes     on top during a spike; 0 for none
 * @param spikeEvery     from one spike's begin to the next
 * @param spikeLasts     length of one
 */
public record MemoryProfile(
        long startBytes,
        long bytesPerMinute,
        long ceilingBytes,
        long spikeBytes,
        Duration spikeEvery,
        Duration spikeLasts) {

    public static MemoryProfile steady(long bytes) {
        return new MemoryProfile(bytes, 0, bytes, 0, Duration.ZERO, Duration.ZERO);
    }

    /** Grows until it reaches a ceiling. */
    public static MemoryProfile growing(long bytes, long bytesPerMinute, long ceilingBytes) {
        return new MemoryProfile(bytes, bytesPerMinute, ceilingBytes, 0, Duration.ZERO, Duration.ZERO);
    }

    /** Grows until somebody ends it. */
    public static MemoryProfile leaking(long bytes, long bytesPerMinute) {
        return growing(bytes, bytesPerMinute, Long.MAX_VALUE);
    }

    public MemoryProfile spiking(long height, Duration every, Duration lasts) {
        return new MemoryProfile(startBytes, bytesPerMinute, ceilingBytes, height, every, lasts);
    }

    /** The level some time after the start; the first spike comes after the first pause. */
    public long bytesAfter(Duration age) {
        long grown = startBytes + (long) (bytesPerMinute * (age.toMillis() / 60_000.0));
        long level = Math.max(0, Math.min(ceilingBytes, grown));
        return isSpike(age) ? level + spikeBytes : level;
    }

    /** Whether it stays what it is. */
    boolean isSteady() {
        return bytesPerMinute == 0 && spikeBytes == 0;
    }

    private boolean isSpike(Duration age) {
        if (spikeBytes == 0 || spikeEvery.isZero()) {
            return false;
        }
        long inPeriod = age.toMillis() % spikeEvery.toMillis();
        return age.compareTo(spikeEvery) >= 0 && inPeriod < spikeLasts.toMillis();
    }
}
