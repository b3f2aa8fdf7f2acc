package io.orcastra.engine.cycle;

import io.orcastra.engine.ledger.Lease;
import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.engine.port.BackgroundActions;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.rules.RuleBook;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop without a thread and without waiting: it says when something is due, and whoever owns the time lets it
 * happen then. What is thrown in a cycle is thrown at the caller. Used by one thread.
 */
public final class SteppedLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SteppedLoop.class);
    /** As the threaded loop: a flood of wishes costs at most 20 looks per second. */
    private static final Duration BETWEEN_CYCLES = Duration.ofMillis(50);

    private static final Duration LONG = Duration.ofDays(1);

    private final Clock clock;
    private final Cycle cycle;
    private final Lease lease;
    private String wanted = "start";
    private long moment = Long.MAX_VALUE;
    private long notBefore;

    /**
     * @param background carries out what is decided; the executor among the ports is not asked
     * @param rules      rules that fail are taken out of it
     * @param policy     facts of the configuration
     */
    public SteppedLoop(
            Ports ports, BackgroundActions background, RuleBook rules, EngineSettings settings, Set<Object> policy) {
        clock = ports.clock();
        lease = ports.lease();
        notBefore = clock.nanos();
        Settling settling = new Settling(clock);
        cycle = new Cycle(new WorkingMemory(rules, ports.listener()),
                new Observing(ports.observers(), ports.listener(), settling, clock), settling,
                new Standing(ports.ledger(), lease, ports.listener()),
                new Actions(background, ports.listener(), () -> look("outcome")), clock, ports.listener());
        cycle.configure(policy, settings);
    }

    /** Asks for a cycle as soon as possible; several wishes before it begins are one. */
    public void look(String trigger) {
        wanted = wanted == null ? trigger : wanted;
    }

    /** Time until {@link #step()} has something to do; zero when it has now. */
    public Duration due() {
        Duration paced = Duration.ofNanos(notBefore - clock.nanos());
        Duration next = sooner(cycle.nextLook(), untilMoment());
        Duration nextCycle = later(paced, wanted == null ? next : Duration.ZERO);
        Duration renewal = cycle.nextLease();
        return later(Duration.ZERO, renewal == null ? nextCycle : sooner(nextCycle, renewal));
    }

    /**
     * As {@link #due()}, for an owner of time who knows that the swarm has not changed: the regular look is left out when
     * it would show nothing new.
     */
    public Duration dueAtRest() {
        if (wanted != null || !cycle.atRest()) {
            return due();
        }
        Duration renewal = cycle.nextLease();
        return later(Duration.ZERO, renewal == null ? untilMoment() : sooner(renewal, untilMoment()));
    }

    /** A look would show nothing new, and is taken as done. */
    public void skip() {
        cycle.skip();
    }

    /** Whether a look would show nothing new as long as the swarm does not change and {@link #dueAtRest()} is not over. */
    public boolean atRest() {
        return wanted == null && cycle.atRest();
    }

    /** Does what is due now: renews the lease, or runs a cycle and tells of it. */
    public Optional<DecisionRecord> step() {
        Duration renewal = cycle.nextLease();
        if (renewal != null && renewal.isZero()) {
            if (cycle.tendLease()) {
                look("lease");
            }
            return Optional.empty();
        }
        String trigger = wanted == null ? "tick" : wanted;
        wanted = null;
        notBefore = clock.nanos() + BETWEEN_CYCLES.toNanos();
        DecisionRecord record = cycle.run(trigger);
        Duration next = cycle.nextMoment();
        moment = next == null ? Long.MAX_VALUE : clock.nanos() + next.toNanos();
        return Optional.of(record);
    }

    /** Another configuration, in force from the next cycle on, which follows at once. */
    public void reconfigure(Set<Object> policy, EngineSettings settings) {
        cycle.configure(policy, settings);
        look("configuration");
    }

    public LoopStatus status() {
        return cycle.status();
    }

    /** Gives the lease back, as an instance that ends in good order does; where nobody answers, it becomes free by itself. */
    @Override
    public void close() {
        try {
            cycle.close();
        } catch (LedgerUnavailable away) {
            LOG.warn("The lease could not be given back and becomes free by itself: {}", away.getMessage());
        }
    }

    /** As seen after the last cycle: at the moment itself nobody waits for it any more. */
    private Duration untilMoment() {
        return moment == Long.MAX_VALUE ? LONG : Duration.ofNanos(moment - clock.nanos());
    }

    private static Duration sooner(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
