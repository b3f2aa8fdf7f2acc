package io.orcastra.adapters.prometheus.observe;

import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something that can be asked for memory. Two that are equal are the same. */
interface MemorySource {

    /** Which kind, for metrics, such as {@code node_exporter}. */
    String kind();

    /** For messages, such as {@code node_exporter http://10.0.0.1:9100/metrics}. */
    String description();

    /** The node or host it is known to measure; empty when only its answer tells. */
    Optional<String> node();

    /** Whether nodes are measured, and not only tasks. */
    boolean measuresNodes();

    /**
     * Asks once.
     *
     * @param limit of each request, from the look-up of its name to the last byte; the first that oversteps it is the last
     * @throws FetchFailed when there is no answer, or none that can be believed
     */
    Readings read(Instant now, Duration limit) throws FetchFailed;
}
