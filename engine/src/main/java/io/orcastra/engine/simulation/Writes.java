package io.orcastra.engine.simulation;

import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Service;
import java.util.Locale;

/** What can be written to the swarm, by whomever, and what Swarm does about it at once. */
final class Writes {
    private final World world;
    private final Orchestrator orchestrator;
    private final Containers containers;

    Writes(World world, Orchestrator orchestrator, Containers containers) {
        this.world = world;
        this.orchestrator = orchestrator;
        this.containers = containers;
    }

    /** Another version of a service; the present one becomes its previous one. */
    void update(ServiceState service, Spec spec) {
        service.previous = service.spec;
        service.spec = spec.written(++service.version);
        Rollout.begin(world, orchestrator, service, false);
    }

    /** As {@code docker service rollback} does. */
    void rollBack(ServiceState service) {
        if (service.previous != null) {
            Spec back = service.previous;
            service.previous = service.spec;
            service.spec = back;
            service.version++;
            Rollout.begin(world, orchestrator, service, true);
            world.tell(Kind.ROLLED_BACK, service.id, "", "its owner rolls " + service.name() + " back");
        }
    }

    void scale(ServiceState service, int replicas) {
        Service own = service.spec.service();
        Service scaled = new Service(own.id(), own.name(), own.stack(), own.mode(), replicas, own.maxReplicasPerNode(),
                own.image(), own.updateState(), own.updateOrder(), own.stopGracePeriod(), own.restartCondition(),
                own.restartDelay(), own.maxAttempts(), own.reservations(), own.hostPorts(), own.platforms(),
                own.plugins(), own.fingerprint() + "*");
        update(service, service.spec.with(scaled));
        world.tell(Kind.UPDATED_BY_OWNER, service.id, "",
                "its owner scales " + service.name() + " to " + replicas);
    }

    void label(NodeState node, String key, String value) {
        node.labels.put(key, value);
        world.tell(Kind.LABEL, node.id, node.id, node.hostname() + " has label " + key + "=" + value);
        enforce(node);
    }

    void unlabel(NodeState node, String key) {
        if (node.labels.remove(key) != null) {
            world.tell(Kind.LABEL, node.id, node.id, node.hostname() + " has label " + key + " no more");
            enforce(node);
        }
    }

    void availability(NodeState node, Availability availability) {
        node.availability(availability);
        world.tell(Kind.AVAILABILITY, node.id, node.id,
                node.hostname() + " is set to " + availability.name().toLowerCase(Locale.ROOT));
        if (availability == Availability.DRAIN) {
            orchestrator.leave(node);
        }
        enforce(node);
    }

    /** SwarmKit's constraint enforcer: runs when a node was written, on active nodes only. */
    void enforce(NodeState node) {
        if (node.seen.availability() != Availability.ACTIVE) {
            return;
        }
        for (TaskRun task : world.tasks(task -> task.wanted() && !task.ended() && task.nodeId.equals(node.id))) {
            if (!task.service.isGlobal() && !orchestrator.satisfies(task.service.spec, node)) {
                containers.evict(task, "assigned node no longer meets constraints");
            }
        }
    }
}
