package io.orcastra.engine.simulation;

import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.TaskState;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** Nodes that go away and come back, and what the managers make of it: SwarmKit's dispatcher and raft. */
final class Absences {
    private static final int MISSED_HEARTBEATS = 3;
    private static final double JITTER = 0.1;
    private static final String LEADERSHIP_CHANGE = "Node moved to \"unknown\" state due to leadership change in cluster";

    private final World world;
    private final Orchestrator orchestrator;
    private final Containers containers;
    private final Writes writes;

    Absences(World world, Orchestrator orchestrator, Containers containers, Writes writes) {
        this.world = world;
        this.orchestrator = orchestrator;
        this.containers = containers;
        this.writes = writes;
    }

    /** @param power whether it loses its power, and so its containers; else only its network */
    void lose(NodeState node, boolean power) {
        if (!node.answers()) {
            return;
        }
        node.connected = power && node.connected;
        node.powered = !power;
        if (power) {
            world.tasks(task -> task.nodeId.equals(node.id)).forEach(this::cutOff);
        }
        int absence = ++node.absences;
        world.timeline.in(untilDown(), () -> down(node, absence));
        world.tell(Kind.NODE_LOST, node.id, node.id,
                node.hostname() + (power ? " loses its power" : " is cut off"));
        if (node.seen.leadership() == Leadership.LEADER) {
            elect();
        } else if (node.seen.leadership() == Leadership.REACHABLE) {
            node.leadership(Leadership.UNREACHABLE);
        }
    }

    void back(NodeState node) {
        if (node.answers()) {
            return;
        }
        node.powered = true;
        node.connected = true;
        int absence = ++node.absences;
        world.tell(Kind.NODE_BACK, node.id, node.id, node.hostname() + " is back");
        world.timeline.in(world.times.rejoin(), () -> ready(node, absence));
        world.timeline.in(world.times.cleanUp(), () -> {
            if (node.absences == absence) {
                containers.resume(node);
                world.touch();
            }
        });
        if (node.seen.leadership() == Leadership.UNREACHABLE) {
            node.leadership(Leadership.REACHABLE);
        }
        boolean led = world.nodes.values().stream().anyMatch(any -> any.seen.leadership() == Leadership.LEADER);
        if (!led && world.hasQuorum()) {
            elect();
        }
    }

    /** The leader changes without anybody's going away. */
    void stepDown() {
        elect();
    }

    /** Its container is gone, whatever Swarm knows of it. */
    void cutOff(TaskRun task) {
        boolean ran = task.container;
        task.container = false;
        task.stage++;
        if (ran) {
            world.count(task.service);
        }
    }

    private void down(NodeState node, int absence) {
        if (node.absences != absence) {
            return;
        }
        node.status(NodeStatus.DOWN, "heartbeat failure for node in \"unknown\" state");
        world.tell(Kind.NODE_DOWN, node.id, node.id, node.hostname() + " is down");
        orchestrator.leave(node);
        world.timeline.in(world.times.orphans(), () -> {
            if (node.absences == absence) {
                orphan(node);
            }
        });
    }

    private void orphan(NodeState node) {
        world.tasks(task -> task.nodeId.equals(node.id)).forEach(task -> {
            task.state = TaskState.ORPHANED;
            task.container = false;
        });
        world.forgetEnded();
        world.touch();
    }

    private void ready(NodeState node, int absence) {
        if (node.absences == absence && node.seen.status() != NodeStatus.READY) {
            world.tasks(task -> task.mayRunOn(node)).forEach(task -> task.left = true);
            node.status(NodeStatus.READY, "");
            world.tell(Kind.NODE_READY, node.id, node.id, node.hostname() + " is ready");
            writes.enforce(node);
        }
    }

    private void elect() {
        Optional<NodeState> old = world.nodes.values().stream()
                .filter(node -> node.seen.leadership() == Leadership.LEADER).findFirst();
        old.ifPresent(node -> node.leadership(node.answers() ? Leadership.REACHABLE : Leadership.UNREACHABLE));
        world.blind(world.times.blind());
        world.failures.forget();
        Optional<NodeState> next = world.nodes.values().stream()
                .filter(node -> node.answers() && node.seen.role() == NodeRole.MANAGER && !old.equals(Optional.of(node)))
                .min(Comparator.comparing(node -> node.id)).or(() -> old.filter(NodeState::answers));
        if (next.isEmpty() || !world.hasQuorum()) {
            return;
        }
        next.get().leadership(Leadership.LEADER);
        for (NodeState node : world.nodes.values()) {
            if (node.seen.status() != NodeStatus.DOWN) {
                node.status(NodeStatus.UNKNOWN, LEADERSHIP_CHANGE);
                Duration pause = world.times.blind().plus(upTo(world.times.unknownMost()));
                int absence = node.absences;
                world.timeline.in(pause, () -> {
                    if (node.answers()) {
                        ready(node, absence);
                    }
                });
            }
        }
        world.tell(Kind.LEADER_CHANGED, next.get().id, next.get().id, next.get().hostname() + " leads the swarm now");
    }

    /** Three periods after the last heartbeat, which was at some time in the last period. */
    private Duration untilDown() {
        double period = world.times.heartbeat().toMillis() * (1 + JITTER * (2 * world.random.nextDouble() - 1));
        return Duration.ofMillis((long) (period * MISSED_HEARTBEATS - period * world.random.nextDouble()));
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis((long) (most.toMillis() * (0.1 + 0.9 * world.random.nextDouble())));
    }
}
