package io.orcastra.engine.simulation;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.cycle.LoopStatus;
import io.orcastra.engine.cycle.Ports;
import io.orcastra.engine.cycle.SteppedLoop;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.ledger.LedgerIntents;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One instance of the engine, with its real rules, on a simulated swarm. Time passes in {@link #advance} and
 * {@link #step}, for the swarm and for the engine. Used by one thread.
 */
public final class SimulatedLoop implements AutoCloseable {
    /** Docker tells of nodes and services, and not of tasks. */
    private static final Set<SwarmEvent.Kind> EVENTS = Set.of(
            SwarmEvent.Kind.NODE_DOWN, SwarmEvent.Kind.NODE_READY, SwarmEvent.Kind.AVAILABILITY, SwarmEvent.Kind.LABEL,
            SwarmEvent.Kind.LEADER_CHANGED, SwarmEvent.Kind.UPDATED_BY_OWNER, SwarmEvent.Kind.ROLLED_BACK,
            SwarmEvent.Kind.PINNED, SwarmEvent.Kind.UNPINNED);

    /** After so long without a change the last sample of an exporter that stopped counts as old, too. */
    private static final Duration DOZES_AFTER = Duration.ofSeconds(90);

    private final SimulatedSwarm swarm;
    private final SimulatedActions actions;
    private final SteppedLoop loop;
    private boolean alive = true;
    private boolean mayDoze;

    /**
     * @param manager  hostname of the node whose engine this instance talks to
     * @param instance unique among all instances there ever were
     * @param policy   facts of the configuration
     */
    public SimulatedLoop(SimulatedSwarm swarm, String manager, String instance, RuleBook rules, EngineSettings settings,
            Set<Object> policy, EngineListener listener) {
        this.swarm = swarm;
        Lease lease = new Lease(
                swarm.ledger(manager), swarm.clock(), instance, settings.leaseRenew(), settings.leaseFree());
        actions = swarm.actions(manager, new LedgerIntents(swarm.ledger(manager), lease));
        loop = new SteppedLoop(
                new Ports(swarm.observers(manager), actions, swarm.ledger(manager), lease, swarm.clock(), listener), actions,
                rules, settings, policy);
        swarm.afterScrapes(() -> {
            if (dozes()) {
                loop.skip();
            } else {
                loop.look("memory");
            }
        });
        swarm.listen(event -> {
            if (EVENTS.contains(event.kind())) {
                loop.look("event");
            }
        });
    }

    /** From now on looks that would show nothing new are left out, so that days without a change pass quickly. */
    public SimulatedLoop dozing() {
        mayDoze = true;
        return this;
    }

    /** Lets time pass; every decision made meanwhile is told. */
    public void advance(Duration time, Consumer<DecisionRecord> decided) {
        long end = swarm.clock().nanos() + time.toNanos();
        while (swarm.clock().nanos() < end) {
            step(Duration.ofNanos(end - swarm.clock().nanos())).ifPresent(decided);
        }
    }

    public void advance(Duration time) {
        advance(time, record -> { });
    }

    /** One thing happens, in the swarm or in the engine, or so much time passes. */
    public Optional<DecisionRecord> step(Duration atMost) {
        Duration due = due();
        if (due.isZero()) {
            return think();
        }
        long end = swarm.clock().nanos() + (due.compareTo(atMost) < 0 ? due : atMost).toNanos();
        do {
            swarm.step(Duration.ofNanos(end - swarm.clock().nanos()));
        } while (swarm.clock().nanos() < end && dozes());
        return Optional.empty();
    }

    /** Time until this instance has something to do; zero when it has now. For several instances on one swarm. */
    public Duration due() {
        if (!alive) {
            return Duration.ofDays(1);
        }
        return dozes() ? loop.dueAtRest() : loop.due();
    }

    private boolean dozes() {
        return mayDoze && loop.atRest() && swarm.rest().compareTo(DOZES_AFTER) > 0;
    }

    /** Does what is due. */
    public Optional<DecisionRecord> think() {
        return alive ? loop.step() : Optional.empty();
    }

    /**
     * Lets time pass until nothing was planned or under way and nothing went on in the swarm for so long.
     *
     * @return whether that was so before {@code patience} was over
     */
    public boolean advanceUntilQuiet(Duration quiet, Duration patience, Consumer<DecisionRecord> decided) {
        long[] last = {swarm.clock().nanos()};
        long end = last[0] + patience.toNanos();
        while (swarm.clock().nanos() < end && swarm.clock().nanos() - last[0] < quiet.toNanos()) {
            step(quiet).ifPresent(record -> {
                decided.accept(record);
                if (!record.plan().execute().isEmpty() || loop.status().underWay() > 0) {
                    last[0] = swarm.clock().nanos();
                }
            });
        }
        return swarm.clock().nanos() - last[0] >= quiet.toNanos();
    }

    public LoopStatus status() {
        return loop.status();
    }

    public void reconfigure(Set<Object> policy, EngineSettings settings) {
        loop.reconfigure(policy, settings);
    }

    /** The process dies as by {@code SIGKILL}: it leaves its pins, intents and lease behind. */
    public void die() {
        alive = false;
        actions.die();
    }

    /** Ends in good order: actions under way are finished or undone, the lease is given back. */
    @Override
    public void close() {
        if (alive) {
            actions.stop(Duration.ofSeconds(25));
            alive = false;
            loop.close();
        }
    }
}
