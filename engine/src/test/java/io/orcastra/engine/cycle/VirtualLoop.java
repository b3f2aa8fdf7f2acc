package io.orcastra.engine.cycle;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.Observer;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.InMemoryLedger;
import io.orcastra.engine.simulation.VirtualClock;
import io.orcastra.engine.swarm.InMemorySwarm;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/** The loop without a thread: looks when the loop would, in virtual time; actions end at once. */
final class VirtualLoop {
    final VirtualClock clock;
    final List<DecisionRecord> records = new ArrayList<>();
    final Cycle cycle;
    final Lease lease;
    private boolean wanted = true;
    private List<Runnable> held;
    private boolean rejecting;

    VirtualLoop(VirtualClock clock, Observer observer, ActionExecutor executor, Ledger ledger, RuleBook rules,
            EngineSettings settings, Collection<?> policy, String instance) {
        this(clock, observer, executor, ledger, rules, settings, policy, instance, EngineListener.NOOP);
    }

    VirtualLoop(VirtualClock clock, Observer observer, ActionExecutor executor, Ledger ledger, RuleBook rules,
            EngineSettings settings, Collection<?> policy, String instance, EngineListener listener) {
        this.clock = clock;
        lease = new Lease(ledger, clock, instance, settings.leaseRenew(), settings.leaseFree());
        Settling settling = new Settling(clock);
        cycle = new Cycle(new WorkingMemory(rules, listener), new Observing(List.of(observer), listener, settling, clock),
                settling, new Standing(ledger, lease, listener),
                new Actions(new ThreadedActions(executor, this::begin, clock), listener, () -> wanted = true), clock,
                listener);
        cycle.configure(Set.copyOf(policy), settings);
    }

    static VirtualLoop of(VirtualClock clock, InMemorySwarm swarm, EngineSettings settings) {
        return new VirtualLoop(
                clock, swarm, swarm, new InMemoryLedger(), RuleVerifier.pack(), settings, Set.of(), "one");
    }

    static VirtualLoop of(VirtualClock clock, InMemorySwarm swarm) {
        return of(clock, swarm, EngineSettings.DEFAULT);
    }

    /** Actions begun from now on do not run until {@link #release()}. */
    void hold() {
        held = new ArrayList<>();
    }

    void release() {
        List<Runnable> all = held;
        held = null;
        all.forEach(Runnable::run);
    }

    /** Whether no thread is left for actions from now on. */
    void reject(boolean all) {
        rejecting = all;
    }

    private void begin(Runnable action) {
        if (rejecting) {
            throw new RejectedExecutionException("no thread is left");
        }
        if (held == null) {
            action.run();
        } else {
            held.add(action);
        }
    }

    DecisionRecord look() {
        wanted = false;
        DecisionRecord record = cycle.run("test");
        records.add(record);
        return record;
    }

    DecisionRecord last() {
        return records.get(records.size() - 1);
    }

    /** Lets time pass; whatever the loop would do in it happens. */
    void pass(Duration duration) {
        long end = clock.nanos() + duration.toNanos();
        while (clock.nanos() < end) {
            if (wanted || isDue(cycle.nextLook()) || isDue(cycle.nextMoment())) {
                look();
                clock.advance(Duration.ofMillis(50));
                continue;
            }
            if (isDue(cycle.nextLease())) {
                wanted = cycle.tendLease();
                continue;
            }
            Duration step = Stream.of(cycle.nextLook(), cycle.nextMoment(), cycle.nextLease())
                    .filter(due -> due != null && !isDue(due))
                    .reduce(Duration.ofNanos(end - clock.nanos()), (one, other) -> one.compareTo(other) < 0 ? one : other);
            clock.advance(isDue(step) ? Duration.ofMillis(1) : step);
        }
    }

    private static boolean isDue(Duration due) {
        return due != null && (due.isZero() || due.isNegative());
    }
}
