package io.orcastra.engine.placement;

import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.TaskMemory;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What is known of memory in use at one moment. Nodes that are virtual machines of one host share its figures. */
public final class MemoryView {
    private final Map<String, String> hosts = new HashMap<>();
    private final Map<String, NodeMemory> memory = new HashMap<>();
    private final Map<String, String> unknown = new HashMap<>();
    private final Map<String, Long> tasks = new HashMap<>();
    /** By node, so that the planner, which asks for each target again and again, looks up once. */
    private final Map<String, NodeMemory> machines = new HashMap<>();

    private MemoryView(Collection<?> facts) {
        for (Object fact : facts) {
            if (fact instanceof NodeMemory node) {
                hosts.put(node.nodeId(), node.host());
                memory.merge(node.host(), node, MemoryView::later);
            } else if (fact instanceof MemoryUnknown node) {
                unknown.put(node.nodeId(), node.reason());
            } else if (fact instanceof TaskMemory task) {
                tasks.put(task.taskId(), task.workingSetBytes());
            }
        }
        hosts.keySet().removeAll(unknown.keySet());
        hosts.forEach((node, host) -> machines.put(node, memory.get(host)));
    }

    /** @param facts other facts than those of memory are ignored */
    public static MemoryView of(Collection<?> facts) {
        return new MemoryView(facts);
    }

    /** Whether the memory of the machine the node runs on is known. */
    public boolean knows(String nodeId) {
        return hosts.containsKey(nodeId);
    }

    /** Why the node's memory is not known, as a clause. */
    public String whyUnknown(String nodeId) {
        return unknown.getOrDefault(nodeId, "nothing measured it");
    }

    /** The machine the node runs on; the node itself where nothing is known. */
    public String host(String nodeId) {
        return hosts.getOrDefault(nodeId, nodeId);
    }

    /** What is known of the machine the node runs on; null when nothing is. */
    public NodeMemory machine(String nodeId) {
        return machines.get(nodeId);
    }

    /** When what was measured of the machine began: what happened later may not show in it; only of a known one. */
    public Instant since(String host) {
        return memory.get(host).since();
    }

    /** Whether its figures are of a window of time rather than of one moment; only of a known one. */
    public boolean isOfWindow(String host) {
        return memory.get(host).since().isBefore(memory.get(host).at());
    }

    /** Bytes the containers of the task use; empty when that is not known. */
    public OptionalLong task(String taskId) {
        Long bytes = tasks.get(taskId);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** Of two samples of one machine the later one, of two of the same moment the worse one. */
    private static NodeMemory later(NodeMemory one, NodeMemory other) {
        int order = one.at().compareTo(other.at());
        return order > 0 || order == 0 && one.usedBytes() >= other.usedBytes() ? one : other;
    }
}
