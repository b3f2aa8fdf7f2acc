package io.orcastra.engine.cycle;

import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's one thread of thought: cycle after cycle, asked for by {@link #look} or by the passing of time, never
 * two at once, whatever is thrown in one. Every public method may be called from any thread.
 */
public final class ControlLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    /** A flood of events, our own writes among them, costs at most this many looks per second: 20. */
    private static final Duration BETWEEN_CYCLES = Duration.ofMillis(50);
    /** A cycle this much older than the poll means that the loop hangs: no call to the outside may take so long. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private final Ports ports;
    private final Clock clock;
    private final Cycle cycle;
    private final Agenda agenda;
    private final ExecutorService threads;
    private final Thread thread;
    private Duration retry;
    private volatile EngineSettings settings;
    private volatile long lastCycleNanos;

    /**
     * @param rules  belongs to this loop from now on: rules that fail are taken out of it
     * @param policy facts of the configuration
     */
    public ControlLoop(Ports ports, RuleBook rules, EngineSettings settings, Set<Object> policy) {
        this.ports = ports;
        this.settings = settings;
        clock = ports.clock();
        agenda = new Agenda(clock);
        threads = Executors.newCachedThreadPool(ControlLoop::actionThread);
        Settling settling = new Settling(clock);
        Observing observing = new Observing(ports.observers(), ports.listener(), settling, clock);
        Standing standing = new Standing(ports.ledger(), ports.lease(), ports.listener());
        Actions actions = new Actions(
                new ThreadedActions(ports.executor(), threads, clock), ports.listener(), () -> look("outcome"));
        cycle = new Cycle(
                new WorkingMemory(rules, ports.listener()), observing, settling, standing, actions, clock,
                ports.listener());
        cycle.configure(policy, settings);
        thread = new Thread(this::run, "control-loop");
    }

    public void start() {
        lastCycleNanos = clock.nanos();
        look("start");
        thread.start();
    }

    /** Asks for a cycle as soon as possible; several wishes before it begins are one. */
    public void look(String trigger) {
        agenda.want(trigger);
    }

    /** Another configuration, in force from the next cycle on, which follows at once. */
    public void reconfigure(Set<Object> policy, EngineSettings settings) {
        Set<Object> copy = Set.copyOf(policy);
        agenda.change("configuration", () -> {
            this.settings = settings;
            cycle.configure(copy, settings);
        });
    }

    /**
     * Other rules, in force from the next cycle on, which follows at once; all facts, timers and lessons are kept. Their
     * session is filled beside the loop, which pauses only until it is up to date.
     *
     * @param rules belongs to this loop from now on: rules that fail are taken out of it
     * @return how long the loop paused, once they are in force; an exception when the former ones go on instead; not
     *         completed at all when the loop ends before. While it is not completed it can be cancelled, and the former
     *         ones go on
     */
    public CompletableFuture<Duration> replaceRules(RuleBook rules) {
        CompletableFuture<Map<String, Collection<Object>>> known = new CompletableFuture<>();
        AtomicLong copying = new AtomicLong();
        agenda.change("rules", () -> {
            long began = clock.nanos();
            Map<String, Collection<Object>> facts = cycle.known();
            copying.set(clock.nanos() - began);
            known.complete(facts);
        });
        CompletableFuture<Duration> done = new CompletableFuture<>();
        known.thenApplyAsync(facts -> prepared(rules, facts), threads)
                .thenAccept(fresh -> agenda.change("rules", () -> adopt(fresh, copying.get(), done)))
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        done.completeExceptionally(failure);
                    }
                });
        return done;
    }

    private WorkingMemory prepared(RuleBook rules, Map<String, Collection<Object>> facts) {
        WorkingMemory fresh = new WorkingMemory(rules, ports.listener());
        facts.forEach(fresh::replace);
        fresh.conclude();
        return fresh;
    }

    private void adopt(WorkingMemory fresh, long copying, CompletableFuture<Duration> done) {
        if (done.isDone()) {
            fresh.close();
            return;
        }
        long began = clock.nanos();
        try {
            cycle.adopt(fresh);
            done.complete(Duration.ofNanos(copying + clock.nanos() - began));
        } catch (RuntimeException failure) {
            fresh.close();
            done.completeExceptionally(failure);
        }
    }

    public LoopStatus status() {
        LoopStatus status = cycle.status();
        long age = clock.nanos() - lastCycleNanos;
        boolean punctual = age < settings.poll().plus(LATE).toNanos();
        return status.alive(thread.isAlive() && punctual);
    }

    /**
     * Instead of {@link #start()}: cycles on the caller's thread until one could decide, waits until its actions have
     * ended, and stops.
     *
     * @param patience how long to wait for a swarm that settles and for the lease, and again for the actions; ends at once
     *                 when the thread is interrupted
     * @param grace    how long actions that are under way then are finished or undone
     * @return the deciding cycle; empty when none could decide in time
     */
    public Optional<DecisionRecord> runOnce(Duration patience, Duration grace) {
        Optional<DecisionRecord> decision = Optional.empty();
        boolean interrupted = false;
        try {
            Deadline deadline = Deadline.in(patience, clock);
            while (decision.isEmpty() && !deadline.passed()) {
                decision = cycle("once").filter(record -> decided());
                if (decision.isEmpty()) {
                    agenda.pause(deadline.nearer(cycle.nextLook()));
                }
            }
            Deadline end = Deadline.in(patience, clock);
            while (cycle.status().underWay() > 0 && !end.passed()) {
                agenda.pause(end.nearer(Agenda.LONGEST_PAUSE));
                cycle("outcome");
            }
        } catch (InterruptedException stop) {
            interrupted = true;
        }
        stop(grace);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return decision;
    }

    /**
     * Ends the loop: no new actions; those under way are finished or undone while the lease is kept; then it is
     * released. Returns when all is done, or soon after {@code grace}.
     */
    public void stop(Duration grace) {
        Deadline deadline = Deadline.in(grace, clock);
        agenda.close();
        try {
            join(thread, deadline.nearer(Duration.ofSeconds(5)));
            Thread stopping = actionThread(() -> ports.executor().stop(deadline.left()));
            stopping.start();
            while (stopping.isAlive() && !deadline.passed()) {
                join(stopping, deadline.nearer(Agenda.LONGEST_PAUSE));
                if (!thread.isAlive()) {
                    keepLease();
                }
            }
            threads.shutdown();
            if (!threads.awaitTermination(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Actions under way could not be finished within {} s; they are finished by whoever acts next",
                        grace.toSeconds());
            }
            join(thread, deadline.left());
            if (!thread.isAlive()) {
                cycle.close();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (LedgerUnavailable | RuntimeException failure) {
            LOG.warn("The lease could not be given back and becomes free by itself: {}", failure.getMessage());
        }
    }

    private void run() {
        try {
            for (String trigger = next(); trigger != null; trigger = next()) {
                if (trigger.equals(Agenda.LEASE)) {
                    keepLease();
                } else {
                    cycle(trigger);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private String next() throws InterruptedException {
        if (retry != null) {
            return agenda.next(retry, null, cycle.nextLease());
        }
        return agenda.next(cycle.nextLook(), cycle.nextMoment(), cycle.nextLease());
    }

    private void keepLease() {
        Duration due = cycle.nextLease();
        if (due != null && due.isZero() && cycle.tendLease()) {
            look("lease");
        }
    }

    private Optional<DecisionRecord> cycle(String trigger) {
        try {
            agenda.applyChanges();
            DecisionRecord record = cycle.run(trigger);
            retry = null;
            agenda.pace(BETWEEN_CYCLES);
            return Optional.of(record);
        } catch (RuntimeException | LinkageError | StackOverflowError failure) {
            LOG.error("A cycle failed; the loop goes on", failure);
            ports.listener().cycleFailed(trigger, failure);
            retry = retry == null ? FIRST_RETRY : retry.multipliedBy(2);
            retry = retry.compareTo(settings.poll()) < 0 ? retry : settings.poll();
            agenda.pace(FIRST_RETRY);
            return Optional.empty();
        } finally {
            lastCycleNanos = clock.nanos();
        }
    }

    private boolean decided() {
        LoopStatus status = cycle.status();
        return status.unsettled().isEmpty() && (settings.dryRun() || status.leaseHeld());
    }

    private static void join(Thread other, Duration longest) throws InterruptedException {
        if (other.isAlive()) {
            other.join(Math.max(1, longest.toMillis()));
        }
    }

    private static Thread actionThread(Runnable work) {
        Thread thread = new Thread(work, "action");
        thread.setDaemon(true);
        return thread;
    }
}
