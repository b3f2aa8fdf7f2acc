package io.orcastra.facts.cluster;

import java.util.Map;

/**
 * Resources a node has or a task reserves.
 *
 * @param nanoCpus    billionths of a CPU
 * @param memoryBytes bytes
 * @param generic     amount by kind of generic resource; named resources count their names
 */
public record Resources(long nanoCpus, long memoryBytes, Map<String, Long> generic) {
    public static final Resources NONE = new Resources(0, 0, Map.of());

    public Resources {
        generic = Map.copyOf(generic);
    }
}
