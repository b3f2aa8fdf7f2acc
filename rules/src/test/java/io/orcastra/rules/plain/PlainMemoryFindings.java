package io.orcastra.rules.plain;

import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.condition.NodeRunningOutOfMemory;
import io.orcastra.facts.condition.NodeUnderMemoryPressure;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.ServiceRebalancing;

/** What an operator should know of memory (memory.drl, findings). */
final class PlainMemoryFindings extends PlainPolicy {
    PlainMemoryFindings(PlainFacts facts) {
        super(facts);
    }

    @Override
    void proposals() {
        for (MemoryPolicy policy : facts.all(MemoryPolicy.class)) {
            facts.all(Node.class).forEach(node -> report(node, policy));
        }
        for (MemoryUnknown unknown : facts.all(MemoryUnknown.class)) {
            node(unknown.nodeId()).forEach(node -> find("ORC-MEM-403", node.id(),
                    "the memory of " + node.hostname() + " is not known: " + unknown.reason(), "Maybe its exporter is down,"
                            + " or its address, port or ca_file wrong in rebalance_config.yml; nothing is moved from or to it"));
        }
        for (ServiceRebalancing settings : facts.all(ServiceRebalancing.class)) {
            String name = settings.service();
            if (!facts.all(Node.class).isEmpty() && named(name).isEmpty() && !facts.any(By.SHORT_NAME, name)) {
                find("ORC-MEM-405", name,
                        "rebalance_config.yml has settings for " + name + ", the swarm has no such service",
                        "Maybe its stack is not deployed yet, or its name is misspelt");
            }
        }
    }

    private void report(Node node, MemoryPolicy policy) {
        boolean exhausted = facts.holds(new NodeRunningOutOfMemory(node.id()));
        String used = "memory in use on " + node.hostname() + " has reached ";
        if (exhausted) {
            find("ORC-MEM-402", node.id(),
                    used + policy.emergencyPercent() + " %: the kernel is about to kill something",
                    "Maybe stop what grows there, or give its services memory limits; where no service leaves it, the vetoes say why");
        } else if (facts.holds(new NodeUnderMemoryPressure(node.id()))) {
            find("ORC-MEM-401", node.id(), used + policy.thresholdPercent() + " %",
                    "Maybe more memory or limits for its services would help; where no service leaves it, the vetoes say why");
        }
        boolean measured = facts.all(NodeMemory.class).stream().anyMatch(one -> one.nodeId().equals(node.id()))
                || facts.all(MemoryUnknown.class).stream().anyMatch(one -> one.nodeId().equals(node.id()));
        if (node.status() == NodeStatus.READY && !facts.all(NodeMemory.class).isEmpty() && !measured) {
            find("ORC-MEM-404", node.id(), "nobody measures the memory of " + node.hostname(),
                    "Maybe rebalance_config.yml names no exporter for it; nothing is moved from or to it for memory");
        }
    }
}
