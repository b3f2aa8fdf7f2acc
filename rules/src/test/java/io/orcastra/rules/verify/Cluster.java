package io.orcastra.rules.verify;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A small swarm in words: {@code new Cluster().node("n1").service("db").running("db", "n1")}. Nodes and services are
 * told by name; {@link #id(String)} is their id. Task ids are {@code db.1}, {@code db.2} in the order they are written
 * down, which is also the order of their creation, a second apart.
 */
public final class Cluster {
    /** When the first task is created. */
    public static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Duration> INTERVALS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5));

    private final List<Object> facts = new ArrayList<>();
    private int created;

    /** Id of the node or service with this name. */
    public static String id(String name) {
        return name + "-id";
    }

    /** A ready, active worker. */
    public Cluster node(String hostname) {
        return node(hostname, NodeStatus.READY);
    }

    public Cluster node(String hostname, NodeStatus status) {
        return with(new Node(id(hostname), hostname, NodeRole.WORKER, Availability.ACTIVE, status, "", "10.0.0.1",
                Leadership.NONE, new Platform("linux", "x86_64"), new Resources(4_000_000_000L, 8L << 30, Map.of()),
                "20.10.24", Map.of(), Set.of()));
    }

    /** A replicated service of one replica with Swarm's defaults. */
    public Cluster service(String name) {
        return service(name, UnaryOperator.identity());
    }

    public Cluster service(String name, UnaryOperator<ServiceWords> words) {
        return with(words.apply(new ServiceWords(name)).toService());
    }

    /** A running task in the next slot that is free in the text. */
    public Cluster running(String service, String node) {
        return task(service, node, TaskState.RUNNING);
    }

    /** A task that is desired running; an empty node name when it has none yet. */
    public Cluster task(String service, String node, TaskState state) {
        int slot = (int) facts.stream().filter(Task.class::isInstance).map(Task.class::cast)
                .filter(task -> task.serviceId().equals(id(service))).count() + 1;
        return task(service, slot, node, TaskState.RUNNING, state);
    }

    public Cluster task(String service, int slot, String node, TaskState desired, TaskState state) {
        Instant now = EPOCH.plusSeconds(created++);
        return with(new Task(service + "." + created, id(service), slot, node.isEmpty() ? "" : id(node), desired, state, now,
                now, ""));
    }

    /** The last task of a slot, ended. */
    public Cluster ended(String service, int slot, String node, TaskState state) {
        Instant now = EPOCH.plusSeconds(created++);
        return with(new EndedTask(service + "." + created, id(service), slot, node.isEmpty() ? "" : id(node), state, "", now,
                now));
    }

    /** Memory in use on a machine of its own. */
    public Cluster memory(String node, double percent) {
        return with(new NodeMemory(id(node), id(node), 1_000, Math.round(percent * 10), EPOCH));
    }

    public Cluster label(String node, String key, String value) {
        return with(new NodeLabel(id(node), key, value));
    }

    public Cluster serviceLabel(String service, String key, String value) {
        return with(new ServiceLabel(id(service), key, value));
    }

    /** A constraint {@code key == value}. */
    public Cluster constraint(String service, String key, String value) {
        return with(new PlacementConstraint(id(service), key, ConstraintOperator.EQUAL, value));
    }

    /** A writable mount without driver or options. */
    public Cluster mount(String service, MountType type, String source) {
        return with(new Mount(id(service), type, source, "/data", false, "", false));
    }

    /** An anchor entry that writes label {@code name} and is the service {@code service}. */
    public Cluster anchor(String name, String service) {
        return with(new Anchor(name, service, false, INTERVALS));
    }

    public Cluster dependency(String anchor, String dependent) {
        return dependency(anchor, dependent, false);
    }

    public Cluster dependency(String anchor, String dependent, boolean restartDependents) {
        return with(new Dependency(anchor, dependent, restartDependents, INTERVALS, Duration.ofMinutes(10)));
    }

    public Cluster with(Object... more) {
        facts.addAll(List.of(more));
        return this;
    }

    /** What was written down so far, in that order. */
    public List<Object> facts() {
        return List.copyOf(facts);
    }
}
