package io.orcastra.facts.cluster;

import java.util.Map;
import java.util.Set;

/**
 * A node of the swarm. Labels are facts of their own ({@link NodeLabel}).
 *
 * @param id            Swarm's id, the key
 * @param hostname      not unique: a reinstalled node leaves its old entry behind
 * @param message       {@code Status.Message}, empty when there is none
 * @param address       {@code Status.Addr}, empty when unknown
 * @param engineVersion {@code Description.Engine.EngineVersion}
 * @param engineLabels  {@code Description.Engine.Labels}
 * @param plugins       {@code Type/Name} of each engine plugin, such as {@code Volume/local}
 */
public record Node(
        String id,
        String hostname,
        NodeRole role,
        Availability availability,
        NodeStatus status,
        String message,
        String address,
        Leadership leadership,
        Platform platform,
        Resources resources,
        String engineVersion,
        Map<String, String> engineLabels,
        Set<String> plugins) {

    public Node {
        engineLabels = Map.copyOf(engineLabels);
        plugins = Set.copyOf(plugins);
    }

    /**
     * Whether it takes part in managing now and has said with which engine version. Specs pass through these managers
     * only: one that is dead and was never removed, or has not reported yet, has no say.
     */
    public boolean managesNow() {
        return role == NodeRole.MANAGER && status == NodeStatus.READY && !engineVersion.isEmpty()
                && (leadership == Leadership.LEADER || leadership == Leadership.REACHABLE);
    }
}
