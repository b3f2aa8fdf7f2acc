package io.orcastra.adapters.reload;

import io.orcastra.adapters.overrun.Stretch;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.rules.RuleFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when rules do not come to an end, those of the loop or those that are to take over: nothing else stops
 * a condition that runs away. What counts is the time for which the concluding thread was computing: a process that was
 * frozen, or a machine with far too much to do, is nobody's fault. The files that are to blame are written down before, so
 * that the next start does without them; when it cannot be told which, none is. Looks from a thread of its own.
 */
public final class OverrunWatch implements EngineListener {
    private static final Logger LOG = LoggerFactory.getLogger(OverrunWatch.class);

    private final Clock clock;
    private final ToLongFunction<Thread> computed;
    private final Duration limit;
    private final Overruns overruns;
    private final Culprits culprits;
    private final Runnable end;
    private final Map<Thread, Conclusion> present = new ConcurrentHashMap<>();

    /**
     * @param computed nanoseconds of processor time a thread has had
     * @param limit    for one conclusion; honest ones take milliseconds
     * @param end      ends the process at once
     */
    public OverrunWatch(Clock clock, ToLongFunction<Thread> computed, Duration limit, Overruns overruns, Culprits culprits,
            Runnable end) {
        this.clock = clock;
        this.computed = computed;
        this.limit = limit;
        this.overruns = overruns;
        this.culprits = culprits;
        this.end = end;
    }

    @Override
    public void concluding(Set<Object> facts) {
        Thread thread = Thread.currentThread();
        present.put(thread, new Conclusion(new Stretch(thread, computed), clock.nanos(), facts));
    }

    @Override
    public void concluded() {
        present.remove(Thread.currentThread());
    }

    public void start(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    void look() {
        present.values().forEach(this::look);
    }

    private void look(Conclusion conclusion) {
        long spent = conclusion.stretch.look(limit.toNanos());
        if (spent >= limit.toNanos()) {
            end(conclusion);
        } else if (clock.nanos() - conclusion.began >= limit.toNanos()) {
            conclusion.tellOnce(spent, limit);
        }
    }

    private void end(Conclusion conclusion) {
        Culprits.Blame blame = blame(conclusion);
        if (present.get(conclusion.stretch.thread()) != conclusion) {
            LOG.warn("The rules took more than {} s, and came to an end after all", limit.toSeconds());
            return;
        }
        LOG.atError().addKeyValue("files", blame.files().stream().map(RuleFile::name).toList())
                .addKeyValue("rules", blame.rules()).addKeyValue("how", blame.how())
                .addKeyValue("seconds", limit.toSeconds())
                .addKeyValue("advice", blame.files().isEmpty() ? "Maybe fewer rules of your own, tried one after the other, say "
                        + "which it is; none is left out"
                        : "Maybe a pattern shares no key with those before it; the next start leaves these files out until "
                        + "they change, and holds what they might forbid")
                .log("The rules do not come to an end; this process ends itself");
        try {
            overruns.add(blame.files());
        } catch (IOException failure) {
            LOG.error("The files could not be written down: {}", failure.toString());
        }
        end.run();
    }

    /** Whatever fails in the search must not keep a process that spins from its end. */
    private Culprits.Blame blame(Conclusion conclusion) {
        try {
            return culprits.of(conclusion.stretch.stacks(), conclusion.facts);
        } catch (RuntimeException | Error failure) {
            LOG.error("Which rules it was could not be found out", failure);
            return Culprits.Blame.NOBODY;
        }
    }

    /** One run of the rules. */
    private static final class Conclusion {
        private final Stretch stretch;
        private final long began;
        private final Set<Object> facts;
        private boolean told;

        Conclusion(Stretch stretch, long began, Set<Object> facts) {
            this.stretch = stretch;
            this.began = began;
            this.facts = facts;
        }

        private void tellOnce(long spent, Duration limit) {
            if (!told) {
                told = true;
                LOG.warn("Concluding has lasted unusually long, with {} s of computing in it so far, and goes on. Maybe this "
                        + "process was frozen, or the machine has too much to do; rules are to blame once they have computed for {} s",
                        TimeUnit.NANOSECONDS.toSeconds(spent), limit.toSeconds());
            }
        }
    }
}
