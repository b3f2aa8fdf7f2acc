package io.orcastra.engine.swarm;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.Observer;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A swarm small enough to reason about: tasks start within a second of the injected clock, tasks of a dead node are
 * replaced where Swarm's filters let them, and actions are carried out at once. Its manager {@code m1} leads.
 */
public final class InMemorySwarm implements Observer, ActionExecutor {
    private static final Duration START = Duration.ofSeconds(1);
    private final Map<String, Integer> filled = new HashMap<>();
    private final Map<String, Integer> weights = new HashMap<>();
    private final Map<String, Integer> refused = new HashMap<>();

    private final Clock clock;
    private final Set<Object> facts = new HashSet<>();
    private final List<String> done = new ArrayList<>();
    private int created = 1000;

    public InMemorySwarm(Clock clock, Cluster cluster) {
        this.clock = clock;
        Node pattern = (Node) new Cluster().node("m1").facts().get(0);
        facts.add(new Node(pattern.id(), "m1", NodeRole.MANAGER, Availability.DRAIN, NodeStatus.READY, "", "10.0.0.9",
                Leadership.LEADER, pattern.platform(), pattern.resources(), pattern.engineVersion(), Map.of(), Set.of()));
        facts.add(new LocalEngine(pattern.id(), "1.41", "cluster"));
        facts.addAll(cluster.facts());
    }

    /** What was done to the swarm, in words and in order: {@code move shop_api to n2}. */
    public synchronized List<String> done() {
        return List.copyOf(done);
    }

    public synchronized List<String> nodesOf(String service) {
        return tasks(task -> task.serviceId().equals(Cluster.id(service))).stream()
                .filter(task -> node(task.nodeId()).status() == NodeStatus.READY)
                .map(task -> node(task.nodeId()).hostname()).sorted().toList();
    }

    public synchronized List<String> nodesLabelled(String key) {
        return facts.stream().filter(fact -> fact instanceof NodeLabel label && label.key().equals(key))
                .map(fact -> node(((NodeLabel) fact).nodeId()).hostname()).sorted().toList();
    }

    /** The node is cut off: it goes down and its tasks are replaced elsewhere. */
    public synchronized void kill(String hostname) {
        change(hostname, node -> withStatus(node, NodeStatus.DOWN));
        List<Task> lost = tasks(task -> task.nodeId().equals(Cluster.id(hostname)));
        lost.forEach(task -> replace(task, TaskState.SHUTDOWN, null));
    }

    public synchronized void revive(String hostname) {
        change(hostname, node -> withStatus(node, NodeStatus.READY));
    }

    public synchronized void status(String hostname, NodeStatus status) {
        change(hostname, node -> withStatus(node, status));
    }

    /** The container ends with an error, and Swarm starts another one on the same node. */
    public synchronized void crash(String service) {
        tasks(task -> task.serviceId().equals(Cluster.id(service)))
                .forEach(task -> replace(task, TaskState.FAILED, task.nodeId()));
    }

    /** Swarm starts the service's tasks anew on another node, as after an update by its owner. */
    public synchronized void reschedule(String service, String hostname) {
        tasks(task -> task.serviceId().equals(Cluster.id(service)))
                .forEach(task -> replace(task, TaskState.SHUTDOWN, Cluster.id(hostname)));
    }

    /** Percent of a node's memory in use beside what its tasks use; memory is measured from the first call on. */
    public synchronized void fill(String hostname, int percent) {
        filled.put(Cluster.id(hostname), percent);
    }

    /** Percent of a node's memory that each task of the service uses. */
    public synchronized void weigh(String service, int percent) {
        weights.put(Cluster.id(service), percent);
    }

    /** Moves of the service fail from now on, and come back by themselves. */
    public synchronized void refuseMovesOf(String service) {
        refuseMovesOf(service, Integer.MAX_VALUE);
    }

    /** So many moves of the service fail, and come back by themselves. */
    public synchronized void refuseMovesOf(String service, int moves) {
        refused.put(Cluster.id(service), moves);
    }

    @Override
    public String source() {
        return "docker";
    }

    @Override
    public synchronized Observation observe() {
        for (Task task : tasks(task -> task.state() == TaskState.STARTING)) {
            if (!clock.instant().isBefore(task.createdAt().plus(START))) {
                facts.remove(task);
                facts.add(withState(task, TaskState.RUNNING));
            }
        }
        Set<Object> seen = new HashSet<>(facts);
        filled.keySet().forEach(node -> measure(node, seen));
        return new Observation(source(), clock.instant(), seen);
    }

    private void measure(String nodeId, Set<Object> seen) {
        long used = 10L * filled.get(nodeId);
        for (Task task : tasks(one -> one.nodeId().equals(nodeId))) {
            long bytes = 10L * weights.getOrDefault(task.serviceId(), 0);
            seen.add(new TaskMemory(task.id(), task.serviceId(), nodeId, bytes, clock.instant()));
            used += bytes;
        }
        seen.add(new NodeMemory(nodeId, nodeId, 1_000, used, clock.instant()));
    }

    @Override
    public synchronized Outcome execute(Proposal proposal, Map<String, String> targets) {
        int restarts = 0;
        if (proposal.action() instanceof MoveService move && refused.getOrDefault(move.serviceId(), 0) > 0) {
            refused.merge(move.serviceId(), -1, Integer::sum);
            done.add("fail " + service(move.serviceId()).name());
            return new Outcome(proposal, Result.FAILED, "it does not start", 1, clock.instant(), clock.instant());
        }
        if (proposal.action() instanceof SetNodeLabel label) {
            unlabel(label.nodeId(), label.key());
            facts.add(new NodeLabel(label.nodeId(), label.key(), label.value()));
            done.add("label " + node(label.nodeId()).hostname() + " " + label.key());
        } else if (proposal.action() instanceof RemoveNodeLabel label) {
            unlabel(label.nodeId(), label.key());
            done.add("unlabel " + node(label.nodeId()).hostname() + " " + label.key());
        } else if (proposal.action() instanceof MoveService move) {
            restarts = moveTasks("move ", move.serviceId(), targets);
        } else if (proposal.action() instanceof RestartService restart) {
            restarts = moveTasks("restart ", restart.serviceId(), targets);
        }
        return new Outcome(proposal, Result.SUCCEEDED, "", restarts, clock.instant(), clock.instant());
    }

    @Override
    public Outcome recover(Intent intent) {
        throw new UnsupportedOperationException("actions here end at once");
    }

    @Override
    public void fence(Set<String> serviceIds) {
        // nothing is lost here
    }

    @Override
    public void allow(Set<StartPatience> starts) {
        // everything starts at once
    }

    @Override
    public void stop(Duration grace) {
        // actions here end at once
    }

    private void unlabel(String nodeId, String key) {
        facts.removeIf(fact -> fact instanceof NodeLabel label && label.nodeId().equals(nodeId) && label.key().equals(key));
    }

    private int moveTasks(String verb, String serviceId, Map<String, String> targets) {
        List<Task> moved = tasks(task -> targets.containsKey(task.id()));
        moved.forEach(task -> {
            replace(task, TaskState.SHUTDOWN, targets.get(task.id()));
            done.add(verb + service(serviceId).name() + " to " + node(targets.get(task.id())).hostname());
        });
        return moved.size();
    }

    private void replace(Task old, TaskState ended, String nodeId) {
        facts.remove(old);
        facts.removeIf(fact -> fact instanceof EndedTask last
                && last.serviceId().equals(old.serviceId()) && last.slot() == old.slot());
        facts.add(new EndedTask(
                old.id(), old.serviceId(), old.slot(), old.nodeId(), ended, "", old.createdAt(), clock.instant()));
        String target = nodeId != null ? nodeId : free(service(old.serviceId()));
        facts.add(new Task(service(old.serviceId()).name() + "." + created++, old.serviceId(), old.slot(), target,
                TaskState.RUNNING, TaskState.STARTING, clock.instant(), clock.instant(), ""));
    }

    private String free(Service service) {
        ClusterView view = ClusterView.of(facts);
        return new Placement(view).expectedNode(service, view.nodes(), Room.of(view)).map(Node::id).orElse("");
    }

    private List<Task> tasks(Predicate<Task> which) {
        return facts.stream().filter(fact -> fact instanceof Task task && which.test(task)).map(Task.class::cast)
                .sorted(Comparator.comparing(Task::id)).toList();
    }

    private Node node(String id) {
        return ClusterView.of(facts).node(id);
    }

    private Service service(String id) {
        return ClusterView.of(facts).service(id);
    }

    private void change(String hostname, UnaryOperator<Node> change) {
        Node node = node(Cluster.id(hostname));
        facts.remove(node);
        facts.add(change.apply(node));
    }

    private static Node withStatus(Node node, NodeStatus status) {
        return new Node(node.id(), node.hostname(), node.role(), node.availability(), status, node.message(),
                node.address(), node.leadership(), node.platform(), node.resources(), node.engineVersion(),
                node.engineLabels(), node.plugins());
    }

    private Task withState(Task task, TaskState state) {
        return new Task(task.id(), task.serviceId(), task.slot(), task.nodeId(), task.desired(), state,
                task.createdAt(), clock.instant(), task.error());
    }
}
