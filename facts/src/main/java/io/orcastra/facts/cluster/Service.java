package io.orcastra.facts.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A service as its owner wrote it. Labels, constraints, spread preferences and mounts are facts of their own.
 *
 * @param id                 Swarm's id, the key
 * @param name               full name, such as {@code shop_db}
 * @param stack              label {@code com.docker.stack.namespace}, empty when not deployed as a stack
 * @param replicas           wanted replicas; 0 for global services
 * @param maxReplicasPerNode 0 when unlimited
 * @param image              {@code ContainerSpec.Image}, with the digest when Swarm resolved one
 * @param updateOrder        Swarm's default is stop-first
 * @param stopGracePeriod    Swarm's default is 10 s
 * @param restartDelay       Swarm's default is 5 s
 * @param maxAttempts        0 when unlimited
 * @param reservations       reserved by each task
 * @param hostPorts          {@code port/protocol} of each port published in host mode
 * @param platforms          allowed platforms; empty when any
 * @param plugins            {@code Type/Name} of each engine plugin a task needs beyond the volume and network drivers of every engine
 * @param fingerprint        changes when the owner changes the service, and only then: a digest of the spec without
 *                           ForceUpdate, update configuration and {@code node.id} constraints
 */
public record Service(
        String id,
        String name,
        String stack,
        ServiceMode mode,
        int replicas,
        int maxReplicasPerNode,
        String image,
        UpdateState updateState,
        UpdateOrder updateOrder,
        Duration stopGracePeriod,
        RestartCondition restartCondition,
        Duration restartDelay,
        long maxAttempts,
        Resources reservations,
        Set<String> hostPorts,
        List<Platform> platforms,
        Set<String> plugins,
        String fingerprint) {

    public Service {
        hostPorts = Set.copyOf(hostPorts);
        platforms = List.copyOf(platforms);
        plugins = Set.copyOf(plugins);
    }

    /** The name as its stack file has it: without the stack's prefix. */
    public String shortName() {
        String prefix = stack + "_";
        return !stack.isEmpty() && name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    /** The stop grace period in whole milliseconds, a begun one counted. */
    public long stopGraceMillis() {
        return stopGracePeriod.plusNanos(999_999).toMillis();
    }
}
