package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import java.util.Map;
import java.util.TreeMap;

/** A node: what it is, and what the managers believe of it. */
final class NodeState {
    final String id;
    final Machine machine;
    /** Used by everything that is no task, as long as it is on. */
    long baseBytes;
    final Map<String, String> labels = new TreeMap<>();
    Node seen;
    boolean powered;
    boolean connected = true;
    /** How often it went away: a timer of an absence that is over does nothing. */
    int absences;
    ExporterState exporter = ExporterState.HONEST;

    NodeState(Node seen, Machine machine) {
        this.id = seen.id();
        this.seen = seen;
        this.machine = machine;
        baseBytes = machine.baseBytes();
        powered = seen.status() != NodeStatus.DOWN;
    }

    boolean answers() {
        return powered && connected;
    }

    boolean takesTasks() {
        return seen.status() == NodeStatus.READY && seen.availability() == Availability.ACTIVE;
    }

    String hostname() {
        return seen.hostname();
    }

    void status(NodeStatus status, String message) {
        seen = copy(seen.availability(), status, message, seen.leadership());
    }

    void availability(Availability availability) {
        seen = copy(availability, seen.status(), seen.message(), seen.leadership());
    }

    void role(NodeRole role) {
        seen = new Node(seen.id(), seen.hostname(), role, seen.availability(), seen.status(), seen.message(), seen.address(),
                role == NodeRole.WORKER ? Leadership.NONE : answers() ? Leadership.REACHABLE : Leadership.UNREACHABLE,
                seen.platform(), seen.resources(), seen.engineVersion(), seen.engineLabels(), seen.plugins());
    }

    void leadership(Leadership leadership) {
        seen = copy(seen.availability(), seen.status(), seen.message(), leadership);
    }

    private Node copy(Availability availability, NodeStatus status, String message, Leadership leadership) {
        return new Node(seen.id(), seen.hostname(), seen.role(), availability, status, message, seen.address(),
                leadership, seen.platform(), seen.resources(), seen.engineVersion(), seen.engineLabels(), seen.plugins());
    }
}
