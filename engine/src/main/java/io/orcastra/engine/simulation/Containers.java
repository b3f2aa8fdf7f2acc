package io.orcastra.engine.simulation;

import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.TaskState;
import java.time.Duration;

/** What the nodes do with the tasks they were given, as far as they hear of it. */
final class Containers {
    /** SwarmKit {@code restart.go}: after a minute a new task no longer waits for the old one. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** A rollback replaces the task that is to follow the failed one, and waits until that has been put off (2.3 s measured). */
    private static final Duration AFTER_ROLLBACK = Duration.ofMillis(2300);

    private final World world;
    private final Orchestrator orchestrator;

    Containers(World world, Orchestrator orchestrator) {
        this.world = world;
        this.orchestrator = orchestrator;
    }

    /** Releases every task whose delay is over, and takes the next step of each whose node answers. */
    void progress() {
        for (TaskRun task : world.tasks(task -> true)) {
            release(task);
            NodeState node = world.nodes.get(task.nodeId);
            if (node != null && node.answers()) {
                advance(task);
            }
        }
        world.forgetEnded();
    }

    /** SwarmKit {@code restart.go}, {@code DelayStart}: its timer asks for no node, so a task may be wanted without one. */
    private void release(TaskRun task) {
        if (task.desired == TaskState.READY && !world.now().isBefore(task.notBefore)
                && (task.predecessor == null || task.predecessor.ended() || !waits(task))) {
            task.desired = TaskState.RUNNING;
            world.changed();
        }
    }

    private boolean waits(TaskRun task) {
        return world.now().isBefore(task.createdAt.plus(LONGEST_WAIT));
    }

    private void advance(TaskRun task) {
        if (!task.wanted()) {
            stop(task);
        } else if (task.state == TaskState.ASSIGNED) {
            enter(task, TaskState.PREPARING);
            boolean there = task.service.hasImage(task.nodeId);
            Duration pull = there ? Duration.ZERO : task.service.behaviour.pull();
            later(task, world.times.assign().plus(pull), () -> prepared(task));
        } else if (task.state == TaskState.READY && task.desired == TaskState.RUNNING) {
            enter(task, TaskState.STARTING);
            task.container = true;
            task.startedAt = world.now();
            world.changed();
            later(task, task.service.behaviour.start(), () -> started(task));
        }
    }

    private void prepared(TaskRun task) {
        if (!task.service.hasImage(task.nodeId) && task.service.behaviour.pullRefused().contains(task.nodeId)) {
            fail(task, TaskState.REJECTED, "No such image: " + task.spec.service().image());
            return;
        }
        task.service.images.add(task.nodeId);
        enter(task, TaskState.READY);
    }

    private void started(TaskRun task) {
        if (task.service.behaviour.failsOn().contains(task.nodeId)) {
            fail(task, TaskState.FAILED, "task: non-zero exit (1)");
            return;
        }
        enter(task, TaskState.RUNNING);
        world.count(task.service);
        world.tell(Kind.TASK_RUNNING, task.service.id, task.nodeId,
                task.name() + " runs on " + world.hostname(task.nodeId));
        Duration life = task.service.behaviour.livesFor();
        if (!life.isZero()) {
            later(task, life, () -> fail(task, TaskState.FAILED, "task: non-zero exit (1)"));
        }
    }

    /** The container ends with an error. */
    void fail(TaskRun task, TaskState how, String error) {
        task.container = false;
        if (task.ended()) {
            return;
        }
        task.error = error;
        enter(task, how);
        world.recordEnd(task);
        world.count(task.service);
        world.tell(Kind.TASK_FAILED, task.service.id, task.nodeId,
                task.name() + " ended on " + world.hostname(task.nodeId) + ": " + error);
        boolean rolledBack = task.service.rollout != null && task.service.rollout.failed(task);
        orchestrator.ended(task, rolledBack ? AFTER_ROLLBACK : task.service.spec.service().restartDelay());
    }

    /** The node answers again: what was under way there begins once more, what it lost is told. */
    void resume(NodeState node) {
        for (TaskRun task : world.tasks(task -> task.nodeId.equals(node.id) && !task.ended())) {
            if (task.state == TaskState.PREPARING) {
                enter(task, TaskState.ASSIGNED);
            } else if (task.state.compareTo(TaskState.STARTING) >= 0 && !task.container) {
                fail(task, TaskState.FAILED, "the node was restarted");
            } else if (task.state == TaskState.STARTING) {
                enter(task, TaskState.READY);
            }
        }
    }

    /** Swarm no longer lets it run there; its container ends when it has had its grace. */
    void evict(TaskRun task, String why) {
        task.error = why;
        enter(task, TaskState.REJECTED);
        world.recordEnd(task);
        world.tell(Kind.TASK_EVICTED, task.service.id, task.nodeId,
                task.name() + " is evicted from " + world.hostname(task.nodeId) + ": " + why);
        orchestrator.ended(task, task.service.spec.service().restartDelay());
    }

    private void stop(TaskRun task) {
        if (task.container && task.stage >= 0) {
            task.stage = -1;
            world.timeline.in(task.service.stopping(), () -> stopped(task));
        } else if (!task.container && !task.ended()) {
            stopped(task);
        }
    }

    private void stopped(TaskRun task) {
        NodeState node = world.nodes.get(task.nodeId);
        if (node != null && !node.powered) {
            return;
        }
        boolean ran = task.container;
        task.container = false;
        if (!task.ended()) {
            task.state = TaskState.SHUTDOWN;
            task.since = world.now();
            world.recordEnd(task);
        }
        if (ran) {
            world.count(task.service);
            world.tell(Kind.TASK_STOPPED, task.service.id, task.nodeId,
                    task.name() + " has stopped on " + world.hostname(task.nodeId));
        }
        world.touch();
    }

    private void enter(TaskRun task, TaskState state) {
        task.state = state;
        task.since = world.now();
        task.stage = Math.max(0, task.stage) + 1;
        world.touch();
    }

    /** Happens unless something else happened to the task before. */
    private void later(TaskRun task, Duration delay, Runnable what) {
        int stage = task.stage;
        String nodeId = task.nodeId;
        world.timeline.in(delay, () -> {
            NodeState node = world.nodes.get(nodeId);
            if (task.stage == stage && task.wanted() && node != null && node.answers()) {
                what.run();
            }
        });
    }
}
