package io.orcastra.engine.simulation;

import io.orcastra.engine.placement.NodeFailures;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Everything there is in the simulated swarm. Used by one thread. */
final class World {
    final VirtualClock clock;
    final Timeline timeline;
    final RandomGenerator random;
    final SwarmTimes times;
    final Map<String, NodeState> nodes = new TreeMap<>();
    final Map<String, ServiceState> services = new TreeMap<>();
    final NodeFailures failures = new NodeFailures();
    /** Ids of tasks a rollout takes before others, where SwarmKit leaves it to chance. */
    Set<String> replacedFirst = Set.of();
    private final Set<TaskRun> tasks = new LinkedHashSet<>();
    private final List<SwarmListener> listeners = new ArrayList<>();
    private long blindUntil;
    private int created;
    private boolean moved = true;
    private long changedAt;

    World(VirtualClock clock, RandomGenerator random, SwarmTimes times) {
        this.clock = clock;
        this.random = random;
        this.times = times;
        timeline = new Timeline(clock);
        blindUntil = clock.nanos();
    }

    void listen(SwarmListener listener) {
        listeners.add(listener);
    }

    void tell(SwarmEvent.Kind kind, String subject, String nodeId, String words) {
        touch();
        SwarmEvent event = new SwarmEvent(clock.instant(), kind, subject, nodeId, words);
        listeners.forEach(listener -> listener.happened(event));
    }

    /** Something changed that others may have to answer to. */
    void touch() {
        moved = true;
        changed();
    }

    /** Something is observed otherwise than before, though nobody in the swarm answers to it. */
    void changed() {
        changedAt = clock.nanos();
    }

    /** How long nothing has changed that anybody could observe. */
    Duration rest() {
        return Duration.ofNanos(clock.nanos() - changedAt);
    }

    /** True once after each change. */
    boolean moved() {
        boolean once = moved;
        moved = false;
        return once;
    }

    Instant now() {
        return clock.instant();
    }

    String hostname(String nodeId) {
        NodeState node = nodes.get(nodeId);
        return node == null ? nodeId : node.hostname();
    }

    /** Unlike any id a scenario's own tasks may have. */
    String nextId(ServiceState service) {
        return service.name() + "#" + ++created;
    }

    void add(TaskRun task) {
        tasks.add(task);
        touch();
    }

    /** Swarm forgets a task nobody wants, once it has ended everywhere. */
    void forgetEnded() {
        tasks.removeIf(task -> !task.wanted() && task.ended() && !task.container);
    }

    List<TaskRun> tasks(Predicate<TaskRun> which) {
        return tasks.stream().filter(which).toList();
    }

    Collection<TaskRun> tasks() {
        return tasks;
    }

    List<TaskRun> wanted(ServiceState service) {
        return tasks(task -> task.service == service && task.wanted());
    }

    /** Records how a task ended, for those who ask for the last of its slot. */
    void recordEnd(TaskRun task) {
        EndedTask end = new EndedTask(task.id, task.service.id, task.slot, task.nodeId, task.state, task.error,
                task.createdAt, now());
        EndedTask last = task.service.ended.get(task.place());
        if (last == null || !last.createdAt().isAfter(end.createdAt())) {
            task.service.ended.put(task.place(), end);
        }
        if (task.state == TaskState.FAILED || task.state == TaskState.REJECTED) {
            failures.failed(task.service.id, task.spec.index(), task.nodeId, now());
        }
    }

    /** Every container that starts or ends counts in its service's uptime. */
    void count(ServiceState service) {
        service.uptime.runs((int) tasks.stream().filter(task -> task.service == service && task.container
                && task.state.compareTo(TaskState.RUNNING) >= 0).count(), now());
    }

    void blind(Duration length) {
        blindUntil = Math.max(blindUntil, clock.nanos() + length.toNanos());
    }

    /** Whether the managers answer. */
    boolean answers() {
        return clock.nanos() >= blindUntil && hasQuorum();
    }

    boolean hasQuorum() {
        long managers = nodes.values().stream().filter(node -> node.seen.leadership() != Leadership.NONE).count();
        long there = nodes.values().stream()
                .filter(node -> node.seen.leadership() != Leadership.NONE && node.answers()).count();
        return managers == 0 || there > managers / 2;
    }

    /** What the managers tell. */
    Set<Object> facts() {
        Set<Object> facts = new HashSet<>();
        for (NodeState node : nodes.values()) {
            facts.add(node.seen);
            node.labels.forEach((key, value) -> facts.add(new NodeLabel(node.id, key, value)));
        }
        for (ServiceState service : services.values()) {
            facts.add(service.fact());
            facts.addAll(service.others);
            facts.addAll(service.spec.constraints());
            facts.addAll(service.ended.values());
        }
        tasks.stream().filter(TaskRun::wanted).forEach(task -> facts.add(task.fact()));
        nodes.values().forEach(node -> tasks(task -> task.mayRunOn(node))
                .forEach(task -> facts.add(new LeftTask(task.id, task.service.id, node.id))));
        return facts;
    }
}
