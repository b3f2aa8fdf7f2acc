package io.orcastra.adapters.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many requests a client may send: a bucket for each key that fills at a steady rate. Keys beyond the most that are
 * kept take the place of the one asked for longest ago, which then begins anew. Thread-safe.
 */
final class RequestRate {
    private static final int MOST_KEYS = 1024;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /**
     * @param perSecond requests in the long run
     * @param burst     requests at once after a pause
     * @param nanos     a clock that never goes back
     */
    RequestRate(double perSecond, double burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** Whether one more would be admitted; counts nothing. */
    synchronized boolean hasLeft(String key) {
        Bucket before = buckets.get(key);
        return before == null || filled(before, nanos.getAsLong()) >= 1;
    }

    /** Counts the request, unless it is one too many. */
    synchronized boolean admits(String key) {
        long now = nanos.getAsLong();
        Bucket before = buckets.getOrDefault(key, new Bucket(burst, now));
        double left = filled(before, now);
        boolean admitted = left >= 1;
        buckets.put(key, new Bucket(admitted ? left - 1 : left, now));
        return admitted;
    }

    private double filled(Bucket before, long now) {
        double passed = (now - before.at) / (double) TimeUnit.SECONDS.toNanos(1);
        return Math.min(burst, before.left + passed * perSecond);
    }

    private record Bucket(double left, long at) {
    }
}
