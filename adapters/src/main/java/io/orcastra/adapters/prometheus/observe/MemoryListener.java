package io.orcastra.adapters.prometheus.observe;

import java.time.Duration;
import java.util.Map;

/** Told how measuring goes, on the threads that measure; implementations are quick, thread-safe and never throw. */
public interface MemoryListener {

    MemoryListener NOOP = new MemoryListener() { };

    /** @param kind of the source, such as {@code node_exporter} */
    default void asked(String kind, boolean good, Duration took) { }

    /** After each look: age of the sample in use by hostname, and how many nodes are not known. */
    default void joined(Map<String, Duration> ages, int unknown) { }
}
