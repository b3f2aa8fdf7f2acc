package io.orcastra.adapters.prometheus.observe;

import java.util.List;

/**
 * The sources to ask in one round, by rank.
 *
 * @param failures why some could not be found, as clauses
 */
record Found(List<MemorySource> sources, List<String> failures) {

    Found {
        sources = List.copyOf(sources);
        failures = List.copyOf(failures);
    }
}
