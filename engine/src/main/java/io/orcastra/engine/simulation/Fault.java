package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.cluster.MachineState;
import java.time.Duration;

/** Something that befalls a swarm from outside. Nodes and services are told by name. */
public sealed interface Fault {

    void befall(SimulatedSwarm swarm);

    /** A node loses its power; its containers are gone. */
    record NodeLost(String node) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.lose(node);
        }
    }

    /** A node is cut off; its containers live on unseen. */
    record NodeCutOff(String node) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.cutOff(node);
        }
    }

    /** A node that was lost or cut off returns. */
    record NodeBack(String node) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.bringBack(node);
        }
    }

    /** Another manager leads; the old one lives on. */
    record LeaderChange() implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.changeLeader();
        }
    }

    /** No manager answers for some time. */
    record Silence(Duration length) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.silence(length);
        }
    }

    /** Every container of a service ends with an error. */
    record Crash(String service) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.crash(service);
        }
    }

    /** From now on the service's tasks behave otherwise. */
    record Behaves(String service, Behaviour behaviour) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.behave(service, behaviour);
        }
    }

    /** From now on a node's exporter answers otherwise. */
    record Exports(String node, ExporterState state) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.exporter(node, state);
        }
    }

    /** @param fromStack whether by a stack file, which takes foreign constraints off, or by a command, which keeps them */
    record OwnerUpdates(String service, boolean fromStack) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.update(service, fromStack);
        }
    }

    /** The health check of a container outside of Swarm says something else from now on. */
    record ContainerBecomes(String container, ContainerHealth health) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.becomes(container, health);
        }
    }

    /** A machine of the inventory answers otherwise over SSH. */
    record MachineBecomes(String machine, MachineState state) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.becomes(machine, state);
        }
    }

    /** {@code docker service rollback}. */
    record OwnerRollsBack(String service) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.rollBack(service);
        }
    }

    /** {@code docker service scale}. */
    record OwnerScales(String service, int replicas) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.scale(service, replicas);
        }
    }

    /** {@code docker node update --availability drain}. */
    record Drained(String node) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.drain(node);
        }
    }

    /** {@code docker node update --availability pause}. */
    record NodePaused(String node) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.pause(node);
        }
    }

    /** So much of a node's memory is in use from now on; see {@link SimulatedSwarm#fill}. */
    record Filled(String node, long bytes) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.fill(node, bytes);
        }
    }

    /** {@code docker node update --label-add}. */
    record Labelled(String node, String key, String value) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.label(node, key, value);
        }
    }

    /** {@code docker node update --label-rm}. */
    record Unlabelled(String node, String key) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.unlabel(node, key);
        }
    }

    /** {@code docker node update --availability active}. */
    record Activated(String node) implements Fault {
        @Override
        public void befall(SimulatedSwarm swarm) {
            swarm.activate(node);
        }
    }
}
