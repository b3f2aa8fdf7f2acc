package io.orcastra.engine.cycle;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Rebalancing;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
        Map<String, List<String>> labels = facts.stream().filter(NodeLabel.class::isInstance).map(NodeLabel.class::cast)
                .filter(label -> !ours.contains(label.key()))
                .collect(Collectors.groupingBy(NodeLabel::nodeId, Collectors.mapping(Circumstances::text, Collectors.toList())));
        Set<String> digests = new HashSet<>();
        for (Object fact : facts) {
            if (fact instanceof Node node && node.status() == NodeStatus.READY && node.availability() == Availability.ACTIVE
                    && (!onlyStable || stable.contains(node.id()))) {
                digests.add(digest(List.of(node.id(), node.resources(), node.platform(), node.plugins(), node.engineVersion(),
                        Set.copyOf(labels.getOrDefault(node.id(), List.of())))));
            }
        }
        digests.add(digest(Set.copyOf(policy)));
        return digests;
    }

    private static String digest(Object what) {
        return Integer.toHexString(text(what).hashCode());
    }

    /** The same in every process, whatever order sets and maps have. */
    private static String text(Object what) {
        if (what instanceof Record record) {
            return record.getClass().getSimpleName() + Arrays.stream(record.getClass().getRecordComponents())
                    .map(component -> text(value(record, component))).toList();
        }
        if (what instanceof Map<?, ?> map) {
            return map.entrySet().stream().map(entry -> text(entry.getKey()) + "=" + text(entry.getValue())).sorted().toList()
                    .toString();
        }
        if (what instanceof Set<?> set) {
            return set.stream().map(Circumstances::text).sorted().toList().toString();
        }
        return what instanceof List<?> list ? list.stream().map(Circumstances::text).toList().toString() : String.valueOf(what);
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("no component of a fact: " + component, impossible);
        }
    }
}
