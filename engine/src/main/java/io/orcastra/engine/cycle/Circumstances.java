package io.orcastra.engine.cycle;

import io.orcastra.facts.Digest;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Rebalancing;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What whether a move succeeds may depend on, besides the service: the nodes that take tasks, each as it is made and labelled
 * but for labels of anchors, which Orcastra sets itself wherever they go, and the configuration. Where rebalancing is
 * configured a node takes nothing before it is stable, and is no circumstance until then. Each is a short digest, so that it
 * can be remembered of many.
 */
final class Circumstances {

    private Circumstances() {
    }

    /**
     * @param facts  of the swarm
     * @param policy of the configuration
     * @param stable ids of the nodes that were last concluded to be stable
     */
    static Set<String> of(Collection<?> facts, Collection<?> policy, Set<String> stable) {
        boolean onlyStable = policy.stream().anyMatch(Rebalancing.class::isInstance);
        Set<String> ours = policy.stream().filter(Anchor.class::isInstance).map(fact -> ((Anchor) fact).name())
                .collect(Collectors.toSet());
        Map<String, Set<NodeLabel>> labels = facts.stream().filter(NodeLabel.class::isInstance).map(NodeLabel.class::cast)
                .filter(label -> !ours.contains(label.key()))
                .collect(Collectors.groupingBy(NodeLabel::nodeId, Collectors.toSet()));
        Set<String> digests = new HashSet<>();
        for (Object fact : facts) {
            if (fact instanceof Node node && node.status() == NodeStatus.READY && node.availability() == Availability.ACTIVE
                    && (!onlyStable || stable.contains(node.id()))) {
                digests.add(Digest.of(node.id(), node.resources(), node.platform(), node.plugins(), node.engineVersion(),
                        labels.getOrDefault(node.id(), Set.of())).brief());
            }
        }
        digests.add(Digest.of(Set.copyOf(policy)).brief());
        return digests;
    }
}
