package io.orcastra.adapters.prometheus.observe;

import java.util.Optional;

/**
 * What is known from one source.
 *
 * @param readings the last good answer; empty when there was none yet
 * @param nanos    when that was, by the monotonic clock
 * @param failure  why the last request failed, as a clause; empty after a good one
 */
record Measured(MemorySource source, Optional<Readings> readings, long nanos, Optional<String> failure) {
}
