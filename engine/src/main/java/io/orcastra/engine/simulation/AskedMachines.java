package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Observation;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RestartEngine;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Machines of the inventory, as SSH finds them, and what becomes of the swarm's list of nodes through them. */
final class AskedMachines implements RemoteHands {
    private static final Duration WORK = Duration.ofSeconds(2);
    private static final long MEMORY = 16L << 30;

    private static final Set<MachineState> ENGINE_ANSWERS =
            Set.of(MachineState.IN_SWARM, MachineState.SWARM_BROKEN, MachineState.OUT_OF_SWARM);

    private final World world;
    private final Absences absences;
    private final Map<String, MachineAnswer> answers = new TreeMap<>();
    /** By hostname, the node its engine is now; of those that were made anew not the former one. */
    private final Map<String, String> nodes = new TreeMap<>();
    private int joined;

    AskedMachines(World world, Absences absences, List<MachineAnswer> answers) {
        this.world = world;
        this.absences = absences;
        answers.forEach(answer -> this.answers.put(answer.hostname(), answer));
    }

    /** After the nodes are there. */
    void arrange() {
        world.nodes.values().forEach(node -> nodes.put(node.hostname(), node.id));
    }

    @Override
    public boolean areThere() {
        return !answers.isEmpty();
    }

    @Override
    public String source() {
        return "machines";
    }

    @Override
    public Observation observe() {
        Set<Object> facts = new HashSet<>();
        answers.values().forEach(answer -> facts.add(new io.orcastra.facts.cluster.Machine(answer.hostname(), answer.state(),
                answer.state() == MachineState.IN_SWARM ? nodes.getOrDefault(answer.hostname(), "of another swarm") : "", "",
                message(answer.state()))));
        answers.values().forEach(answer -> left(answer).stream().filter(AskedMachines::hasStopped)
                .forEach(task -> facts.add(new StoppedTask(task.id, task.nodeId))));
        return new Observation(source(), world.now(), facts);
    }

    /** From now on it answers otherwise. Out of a swarm, its engine has forgotten which node it was. */
    void becomes(String hostname, MachineState state) {
        answers.computeIfPresent(hostname, (same, answer) -> new MachineAnswer(hostname, state, answer.curable()));
        if (state == MachineState.OUT_OF_SWARM) {
            nodes.remove(hostname);
        }
        world.touch();
    }

    @Override
    public boolean does(Action action) {
        return action instanceof JoinSwarm || action instanceof RestartEngine || action instanceof ChangeRole
                || action instanceof RemoveNode || action instanceof CutOff;
    }

    @Override
    public void ask(Action action, BiConsumer<Result, String> ended) {
        world.timeline.in(WORK, () -> {
            boolean done = action instanceof JoinSwarm join ? join(join)
                    : action instanceof RestartEngine restart ? restart(restart.hostname())
                    : action instanceof ChangeRole change ? change(change)
                    : action instanceof CutOff cut ? cutOff(cut) : remove(action.subject());
            world.touch();
            ended.accept(done ? Result.SUCCEEDED : Result.SKIPPED, done ? "" : "what to do is decided anew");
        });
    }

    private boolean join(JoinSwarm wish) {
        MachineAnswer answer = answers.get(wish.hostname());
        if (answer == null || answer.state() != MachineState.OUT_OF_SWARM) {
            return false;
        }
        String id = "joined" + ++joined;
        world.nodes.put(id, new NodeState(new Node(id, wish.hostname(), wish.role(), Availability.ACTIVE, NodeStatus.READY, "",
                "10.0.1." + joined, wish.role() == NodeRole.MANAGER ? Leadership.REACHABLE : Leadership.NONE,
                new Platform("linux", "x86_64"), new Resources(8_000_000_000L, MEMORY, Map.of()), "28.5.2", Map.of(), Set.of()),
                new Machine(id, MEMORY, 0)));
        nodes.put(wish.hostname(), id);
        answers.put(wish.hostname(), new MachineAnswer(wish.hostname(), MachineState.IN_SWARM, answer.curable()));
        world.tell(Kind.NODE_READY, id, id, wish.hostname() + " joined");
        return true;
    }

    private boolean restart(String hostname) {
        MachineAnswer answer = answers.get(hostname);
        NodeState node = world.nodes.get(nodes.getOrDefault(hostname, ""));
        if (answer == null || node == null) {
            return false;
        }
        if (answer.curable()) {
            answers.put(hostname, new MachineAnswer(hostname, MachineState.IN_SWARM, true));
            absences.back(node);
        }
        return true;
    }

    private boolean cutOff(CutOff wish) {
        List<TaskRun> stopped = left(answers.get(wish.hostname())).stream().filter(task -> task.id.equals(wish.taskId()))
                .toList();
        stopped.forEach(absences::cutOff);
        return !stopped.isEmpty();
    }

    /** What Swarm gave up on the machine, as far as its engine answers. */
    private List<TaskRun> left(MachineAnswer answer) {
        NodeState node = answer == null || !ENGINE_ANSWERS.contains(answer.state()) ? null
                : world.nodes.get(nodes.getOrDefault(answer.hostname(), ""));
        return node == null ? List.of() : world.tasks(task -> task.mayRunOn(node));
    }

    /** Nothing is known of what has had no container yet. */
    private static boolean hasStopped(TaskRun task) {
        return !task.container && task.state.compareTo(TaskState.STARTING) >= 0;
    }

    private boolean change(ChangeRole wish) {
        NodeState node = world.nodes.get(wish.nodeId());
        if (node == null || node.seen.role() == wish.role()) {
            return false;
        }
        if (node.seen.leadership() == Leadership.LEADER) {
            absences.stepDown();
        }
        node.role(wish.role());
        world.tell(Kind.NODE_READY, node.id, node.id, node.hostname() + " is a "
                + (wish.role() == NodeRole.MANAGER ? "manager" : "worker") + " now");
        return true;
    }

    private boolean remove(String nodeId) {
        NodeState node = world.nodes.get(nodeId);
        if (node == null || node.seen.status() != NodeStatus.DOWN || node.seen.role() == NodeRole.MANAGER) {
            return false;
        }
        world.tasks(task -> task.nodeId.equals(nodeId)).forEach(task -> {
            task.state = TaskState.ORPHANED;
            task.desired = TaskState.SHUTDOWN;
            task.container = false;
        });
        world.forgetEnded();
        world.nodes.remove(nodeId);
        world.tell(Kind.NODE_DOWN, nodeId, nodeId, node.hostname() + " is off the list");
        return true;
    }

    private static String message(MachineState state) {
        return switch (state) {
            case UNREACHABLE -> "connection timed out";
            case UNTRUSTED -> "its host key is another one";
            case LOGIN_REFUSED -> "permission denied";
            case ENGINE_SILENT -> "cannot connect to the Docker daemon";
            case SWARM_BROKEN -> "the swarm is locked";
            case OUT_OF_SWARM, IN_SWARM -> "";
        };
    }
}
