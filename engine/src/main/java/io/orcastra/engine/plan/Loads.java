package io.orcastra.engine.plan;

import io.orcastra.engine.placement.MemoryView;
import io.orcastra.facts.cluster.NodeMemory;
import java.util.HashMap;
import java.util.Map;

/** Memory in use on paper: what a plan moves counts where it goes. Not thread-safe. */
final class Loads {
    private final MemoryView memory;
    private final Map<String, Long> change = new HashMap<>();
    private final Map<String, Long> arrived = new HashMap<>();

    Loads(MemoryView memory) {
        this.memory = memory;
    }

    /** To which nothing is added that is added to this one afterwards. */
    Loads copy() {
        Loads copy = new Loads(memory);
        copy.change.putAll(change);
        copy.arrived.putAll(arrived);
        return copy;
    }

    boolean knows(String nodeId) {
        return memory.knows(nodeId);
    }

    String host(String nodeId) {
        return memory.host(nodeId);
    }

    long total(String nodeId) {
        return memory.machine(nodeId).totalBytes();
    }

    long used(String nodeId) {
        return used(memory.machine(nodeId));
    }

    long free(String nodeId) {
        return total(nodeId) - used(nodeId);
    }

    double percent(String nodeId) {
        return percentWith(nodeId, 0);
    }

    double percentWith(String nodeId, long more) {
        NodeMemory machine = memory.machine(nodeId);
        return 100.0 * (used(machine) + more) / machine.totalBytes();
    }

    /**
     * Bytes in use while arrivals are there and departures too: of several actions of one plan nobody knows which ends
     * first, or whether it ends well.
     */
    long peak(String nodeId) {
        NodeMemory machine = memory.machine(nodeId);
        return machine.usedBytes() + arrived.getOrDefault(machine.host(), 0L);
    }

    /** A negative amount takes back what arrived. */
    void arrive(String nodeId, long bytes) {
        if (knows(nodeId)) {
            change.merge(memory.host(nodeId), bytes, Long::sum);
            arrived.merge(memory.host(nodeId), bytes, Long::sum);
        }
    }

    /** A negative amount takes back what left. */
    void leave(String nodeId, long bytes) {
        if (knows(nodeId)) {
            change.merge(memory.host(nodeId), -bytes, Long::sum);
        }
    }

    private long used(NodeMemory machine) {
        return machine.usedBytes() + change.getOrDefault(machine.host(), 0L);
    }
}
