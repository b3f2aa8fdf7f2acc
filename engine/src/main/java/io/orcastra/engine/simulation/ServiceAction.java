package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.PullRefusal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * A move or restart under way, in the steps of the real executor: image, pin, watch, unpin; and back to the source when
 * it failed. It looks at the swarm at short intervals and never waits.
 */
final class ServiceAction {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration RETURN_LIMIT = Duration.ofSeconds(20);
    private static final Duration STEADY = Duration.ofSeconds(2);

    private final World world;
    private final Writes writes;
    private final PinMemory memory;
    private final IntentLog intents;
    private final BooleanSupplier reach;
    /** Whether its pin stays when its target is lost. */
    private final BooleanSupplier fenced;
    private final Intent intent;
    private final Duration allowance;
    private final Ending ending;
    private final Arrivals come = new Arrivals();
    private final Set<String> sources = new TreeSet<>();
    private PinnedMove move;
    private long until;
    private long version;
    private long steadySince;
    private String failure = "";
    private boolean returned;
    private boolean released;
    private boolean stopping;
    private boolean dead;

    /** @param allowance for the start of each task */
    ServiceAction(World world, Writes writes, PinMemory memory, IntentLog intents, BooleanSupplier reach,
            BooleanSupplier fenced, Intent intent, PinnedMove move, Duration allowance, Ending ending) {
        this.reach = reach;
        this.fenced = fenced;
        this.world = world;
        this.writes = writes;
        this.memory = memory;
        this.intents = intents;
        this.intent = intent;
        this.move = move;
        this.allowance = allowance;
        this.ending = ending;
    }

    /** @param targets ids of the nodes that need the image first */
    void begin(Collection<String> targets) {
        world.wanted(move.service()).forEach(task -> sources.add(task.nodeId));
        for (String target : new TreeSet<>(targets)) {
            if (!move.service().hasImage(target)) {
                pull(target);
                return;
            }
        }
        pin();
    }

    void stop() {
        stopping = true;
    }

    /** Its process dies: nothing more is done. */
    void die() {
        dead = true;
    }

    private void pull(String nodeId) {
        Behaviour behaviour = move.service().behaviour;
        String image = move.service().spec.service().image();
        boolean refused = behaviour.pullRefused().contains(nodeId);
        after(refused ? Duration.ofSeconds(1) : behaviour.pull(), () -> {
            if (refused) {
                end(Result.REFUSED, "the image could not be pulled on " + world.hostname(nodeId),
                        List.of(new PullRefusal(image, nodeId, "No such image")));
                return;
            }
            move.service().images.add(nodeId);
            world.tell(Kind.PULLED, move.service().id, nodeId,
                    world.hostname(nodeId) + " has the image of " + move.service().name());
            end(Result.SKIPPED, "the image is where it is needed now; what to do is decided anew", List.of());
        });
    }

    private void pin() {
        if (!reach.getAsBoolean()) {
            end(Result.FAILED, "the engine does not answer", List.of());
            return;
        }
        try {
            memory.store(move.service(), move.pins());
        } catch (LedgerUnavailable away) {
            end(Result.FAILED, away.getMessage(), List.of());
            return;
        }
        write();
        Duration each = move.service().spec.service().stopGracePeriod().plus(allowance);
        until = world.clock.nanos() + each.toNanos() * Math.max(1, move.count());
        after(POLL, this::watch);
    }

    private void write() {
        writes.update(move.service(), move.pinned());
        version = move.service().version;
        world.tell(Kind.PINNED, move.service().id, "", move.service().name() + " is held to "
                + (move.home().isEmpty() ? "no node in particular" : names(move.home())));
    }

    private void watch() {
        come.look(world, move.service());
        ServiceState service = move.service();
        if (!reach.getAsBoolean()) {
            after(POLL, this::watch);
        } else if (world.services.get(service.id) == null) {
            end(Result.SKIPPED, "the service was removed meanwhile", List.of());
        } else if (service.updateState == UpdateState.ROLLBACK_COMPLETED
                || service.updateState == UpdateState.ROLLBACK_PAUSED || service.updateState == UpdateState.PAUSED) {
            undo("a task failed and Swarm " + (service.updateState == UpdateState.PAUSED
                    ? "paused the update" : "rolled the service back"));
        } else if (service.updateState == UpdateState.ROLLBACK_STARTED) {
            after(POLL, this::watch);
        } else if (service.version != version) {
            underAnothersVersion();
        } else if (move.isReached(world)) {
            unpin(() -> end(Result.SUCCEEDED, "", List.of()));
        } else if (!released && move.isChosen(world)) {
            unpin(this::release);
        } else if (isTargetLost() && fenced.getAsBoolean()) {
            ending.ended(Result.FAILED, "no node the service was held to is left; the pin stays until it is known what runs there",
                    move.restarts(come.counted()), List.of());
        } else if (isTargetLost()) {
            returned = true;
            undo("no node the service was held to is left");
        } else if ((released || move.isMove(sources)) && come.isFailing(world, move.seen().keySet())) {
            undo("a task failed");
        } else if (stopping) {
            unpin(() -> end(Result.FAILED, "this instance had to stop meanwhile", List.of()));
        } else if (world.clock.nanos() > until) {
            undo("it did not run in time");
        } else {
            after(POLL, this::watch);
        }
    }

    private void release() {
        released = true;
        version = move.service().version;
        after(POLL, this::watch);
    }

    /** A node nobody knows of now is not lost. */
    private boolean isTargetLost() {
        return !move.home().isEmpty() && move.home().stream().map(world.nodes::get).noneMatch(node -> node != null
                && (node.takesTasks() || node.seen.status() == NodeStatus.UNKNOWN));
    }

    private void underAnothersVersion() {
        if (move.service().updateState == UpdateState.UPDATING && world.clock.nanos() <= until) {
            after(POLL, this::watch);
            return;
        }
        unpin(() -> end(move.isRunning(world) ? Result.SUCCEEDED : Result.FAILED,
                "somebody else changed the service meanwhile", List.of()));
    }

    private void undo(String reason) {
        failure = reason;
        unpin(() -> {
            steadySince = world.clock.nanos();
            until = world.clock.nanos() + RETURN_LIMIT.toNanos();
            if (returned || !move.isAstray(world, sources) || !bringBack()) {
                after(POLL, this::awaitReturn);
            }
        });
    }

    private void awaitReturn() {
        come.look(world, move.service());
        long now = world.clock.nanos();
        if (!move.isRunning(world)) {
            steadySince = now;
        }
        boolean steady = now - steadySince >= STEADY.toNanos();
        if (steady || now > until) {
            if (!steady && !returned && bringBack()) {
                return;
            }
            String result = steady ? "; it was undone and the service runs"
                    : "; it was undone, but the service does not run as before";
            unpin(() -> end(Result.FAILED, failure + result, List.of()));
            return;
        }
        after(POLL, this::awaitReturn);
    }

    /** Swarm would put it where it fails again and again: it is held to where it ran before, once. */
    private boolean bringBack() {
        returned = true;
        sources.removeIf(id -> world.nodes.get(id) == null || !world.nodes.get(id).takesTasks());
        if (sources.isEmpty()) {
            return false;
        }
        move = move.returning(world, sources);
        try {
            memory.store(move.service(), move.pins());
        } catch (LedgerUnavailable away) {
            return false;
        }
        write();
        until = world.clock.nanos() + allowance.toNanos();
        after(POLL, this::awaitReturn);
        return true;
    }

    /** Until it is off: an absent engine is asked again and again. */
    private void unpin(Runnable then) {
        if (!reach.getAsBoolean()) {
            after(Duration.ofSeconds(2), () -> unpin(then));
            return;
        }
        ServiceState service = move.service();
        Spec freed = PinnedMove.without(service.spec, intent.pins(), move.own().update());
        freed = PinnedMove.without(freed, move.pins(), move.own().update());
        if (!freed.equals(service.spec)) {
            writes.update(service, freed);
            world.tell(Kind.UNPINNED, service.id, "", service.name() + " is free again");
        }
        then.run();
    }

    private void end(Result result, String message, List<PullRefusal> refusals) {
        try {
            intents.end(intent.id());
            ending.ended(result, message, move.restarts(come.counted()), refusals);
        } catch (LedgerUnavailable away) {
            after(Duration.ofSeconds(2), () -> end(result, message, refusals));
        }
    }

    private void after(Duration pause, Runnable next) {
        world.timeline.in(pause, () -> {
            if (!dead) {
                next.run();
            }
        });
    }

    private String names(Collection<String> ids) {
        return String.join(", ", ids.stream().map(world::hostname).sorted().toList());
    }

    /** Told once. */
    interface Ending {
        void ended(Result result, String message, int restarts, List<PullRefusal> refusals);
    }
}
