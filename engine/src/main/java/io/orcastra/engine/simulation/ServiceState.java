package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A service: its versions, its update, and what became of its slots. */
final class ServiceState {
    final String id;
    final Uptime uptime;
    /** Labels, mounts and spread preferences, as facts. */
    final Set<Object> others = new HashSet<>();
    /** By slot, or by node for global services: the task that ended last. */
    final Map<String, EndedTask> ended = new TreeMap<>();
    final Map<String, Integer> attempts = new HashMap<>();
    /** Slots, or nodes, Swarm has stopped trying for. */
    final Set<String> givenUp = new HashSet<>();
    final Set<String> images = new HashSet<>();
    Spec spec;
    Spec previous;
    /** Counts writes, as the version index does. */
    long version;
    UpdateState updateState;
    Rollout rollout;
    Behaviour behaviour;
    Instant behavesSince;

    ServiceState(Spec spec, Behaviour behaviour, Instant now) {
        this.id = spec.service().id();
        this.spec = spec;
        this.behaviour = behaviour;
        behavesSince = now;
        updateState = spec.service().updateState();
        uptime = new Uptime(now);
    }

    String name() {
        return spec.service().name();
    }

    boolean isGlobal() {
        return spec.service().mode() == ServiceMode.GLOBAL;
    }

    boolean isReplicated() {
        return spec.service().mode() == ServiceMode.REPLICATED;
    }

    boolean hasImage(String nodeId) {
        return behaviour.imageAt() == null || behaviour.imageAt().contains(nodeId) || images.contains(nodeId);
    }

    /** How long a container takes to end after SIGTERM. */
    Duration stopping() {
        Duration grace = spec.service().stopGracePeriod();
        return behaviour.stop().compareTo(grace) < 0 ? behaviour.stop() : grace;
    }

    /** The service as Swarm tells it now. */
    Service fact() {
        Service own = spec.service();
        return own.updateState() == updateState ? own : new Service(own.id(), own.name(), own.stack(), own.mode(),
                own.replicas(), own.maxReplicasPerNode(), own.image(), updateState, own.updateOrder(),
                own.stopGracePeriod(), own.restartCondition(), own.restartDelay(), own.maxAttempts(),
                own.reservations(), own.hostPorts(), own.platforms(), own.plugins(), own.fingerprint());
    }
}
