package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.DockerUnavailable;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.UpdateState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at one service again and again until its update is over, counting the tasks that come. */
final class Watch {

    /** A container that crashes as it starts is shown running for a moment. */
    private static final Duration STEADY = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final SwarmReader reader;
    private final Clock clock;
    private final Shutdown shutdown;
    private final MoveSettings settings;
    private final String serviceId;
    private final Set<String> before;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> run = new HashSet<>();
    private final Set<String> waiting = new HashSet<>();
    private final Set<String> failed = new HashSet<>();
    private final Set<String> forgiven = new HashSet<>();
    private String error = "";
    private boolean ended;

    /** @param before ids of the tasks there were before the first write */
    Watch(
            SwarmReader reader, Clock clock, Shutdown shutdown, MoveSettings settings, String serviceId,
            Set<String> before) {
        this.reader = reader;
        this.clock = clock;
        this.shutdown = shutdown;
        this.settings = settings;
        this.serviceId = serviceId;
        this.before = Set.copyOf(before);
    }

    /**
     * Until the update is over, however it ends; an engine that does not answer is asked again. A held update never ends
     * by itself: what it has replaced is watched for as long as Swarm would.
     */
    Progress untilOver(Goal goal, Duration limit) {
        return until(new WatchLimit(clock, limit, limit), goal, this::look);
    }

    /**
     * As {@link #untilOver}, but also until the first new task has failed, for Swarm would start it there again and again; and
     * no longer where one hangs that others wait for, with the pin on.
     *
     * @param each for one task, from when the one before it ran
     */
    Progress untilFailing(Goal goal, Duration limit, Duration each) {
        return until(new WatchLimit(clock, limit, each), goal, now -> {
            Progress progress = look(now);
            boolean isGoingOn = progress == Progress.UNDER_WAY || progress == Progress.ROLLING_BACK;
            return ended && isGoingOn ? Progress.FAILING : progress;
        });
    }

    private Progress until(WatchLimit limit, Goal goal, Function<Goal, Progress> looking) {
        long since = clock.nanos();
        while (!limit.isOver()) {
            Progress progress = looking.apply(goal);
            limit.seen(run.size());
            since = progress == Progress.CONVERGED ? since : clock.nanos();
            boolean isWatched = goal.isPartial() && clock.nanos() - since < STEADY.toNanos();
            if (progress != Progress.UNDER_WAY && progress != Progress.ROLLING_BACK
                    && !(progress == Progress.CONVERGED && isWatched)) {
                return progress;
            }
            if (shutdown.isPressing()) {
                return Progress.STOPPING;
            }
            shutdown.pause(settings.poll());
        }
        return Progress.OVERDUE;
    }

    /** Whether before the limit as many tasks run as should, wherever it is, and go on running for a while. */
    boolean untilSteady(int wanted, Duration limit) {
        long end = clock.nanos() + limit.toNanos();
        Set<String> steady = Set.of();
        long since = clock.nanos();
        while (clock.nanos() - end < 0 && !shutdown.isPressing()) {
            Set<String> running = running();
            if (!running.equals(steady)) {
                steady = running;
                since = clock.nanos();
            }
            if (running.size() >= wanted && clock.nanos() - since >= STEADY.toNanos()) {
                return true;
            }
            shutdown.pause(settings.poll());
        }
        return false;
    }

    /** While an update runs on these pins, up to the limit. */
    void untilUpdated(Set<String> pins, Duration limit) {
        long end = clock.nanos() + limit.toNanos();
        while (clock.nanos() - end < 0 && !shutdown.isPressing() && isUpdatedOn(pins)) {
            shutdown.pause(settings.poll());
        }
    }

    /** Whether the goal is reached now, whoever brought it about. */
    boolean isReached(Goal goal) {
        return Progress.isReached(goal, tasks(), reader.nodes());
    }

    /** Whether Swarm still wants one of these tasks; yes while the engine does not answer. */
    boolean isAnyLeft(Set<String> taskIds) {
        try {
            return tasks().stream().anyMatch(task -> task.isWanted() && taskIds.contains(task.id()));
        } catch (DockerUnavailable away) {
            LOG.debug("No look at service {}: {}", serviceId, away.getMessage());
            return !taskIds.isEmpty();
        }
    }

    /** Tasks that came since the first write, but for those that Swarm gave up before it had started them. */
    int restarts() {
        return begun.size() + waiting.size();
    }

    /** What the last task that failed said, empty when none did. */
    String error() {
        return error;
    }

    /** What the tasks seen until now complained of is no word about what comes. */
    void forgetErrors() {
        forgiven.addAll(failed);
        error = "";
    }

    private boolean isUpdatedOn(Set<String> pins) {
        try {
            return reader.service(serviceId)
                    .filter(service -> Constraints.hasAny(service.spec(), pins))
                    .map(ServiceReading::updateState)
                    .filter(state -> state == UpdateState.UPDATING || state == UpdateState.ROLLBACK_STARTED)
                    .isPresent();
        } catch (DockerUnavailable away) {
            return true;
        }
    }

    private Set<String> running() {
        try {
            return Progress.runningOnReadyNodes(tasks(), reader.nodes());
        } catch (DockerUnavailable away) {
            LOG.debug("No look at service {}: {}", serviceId, away.getMessage());
            return Set.of();
        }
    }

    private Progress look(Goal goal) {
        try {
            Progress progress = reader.service(serviceId)
                    .map(service -> Progress.of(goal, service, tasks(), reader.nodes()))
                    .orElse(Progress.GONE);
            return progress == Progress.UNDER_WAY && goal.isReleased() && !error.isEmpty() ? Progress.FAILING : progress;
        } catch (DockerUnavailable away) {
            LOG.debug("No look at service {}: {}", serviceId, away.getMessage());
            return Progress.UNDER_WAY;
        }
    }

    private List<TaskReading> tasks() {
        List<TaskReading> tasks = reader.tasks(serviceId);
        List<TaskReading> come = tasks.stream().filter(task -> !before.contains(task.id())).toList();
        come.stream().filter(TaskReading::isBegun).map(TaskReading::id).forEach(begun::add);
        come.stream().filter(TaskReading::isRunning).map(TaskReading::id).forEach(run::add);
        waiting.clear();
        come.stream().filter(TaskReading::isWanted).map(TaskReading::id).filter(id -> !begun.contains(id)).forEach(waiting::add);
        come.forEach(this::heed);
        return tasks;
    }

    private void heed(TaskReading task) {
        ended |= task.hasFailed();
        if (!task.error().isEmpty() && !forgiven.contains(task.id())) {
            failed.add(task.id());
            error = task.error();
        }
    }
}
