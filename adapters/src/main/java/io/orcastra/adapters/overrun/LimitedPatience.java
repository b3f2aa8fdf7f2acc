package io.orcastra.adapters.overrun;

import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.reading.Whereabouts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;

/**
 * Has the work done by a thread of its own, and gives it up when that thread computes for too long without a conclusion
 * beginning or ending. Nothing stops a condition that runs away but the end of its process: the thread is left behind, and
 * ends as soon as it would tell of its conclusion. Used by one thread at a time.
 */
public final class LimitedPatience implements Patience {
    private static final int LOOKS = 200;

    private final ToLongFunction<Thread> computed;
    private final Duration limit;
    private final AtomicReference<Awaited> awaited = new AtomicReference<>();

    /**
     * @param computed nanoseconds of processor time a thread has had
     * @param limit    of it between two signs of life
     */
    public LimitedPatience(ToLongFunction<Thread> computed, Duration limit) {
        this.computed = computed;
        this.limit = limit;
    }

    @Override
    public <T, E extends Exception> T over(RuleBook rules, Whereabouts walk, Work<T, E> work) throws E {
        FutureTask<T> task = new FutureTask<>(work::run);
        Thread thread = new Worker(task);
        awaited.set(new Awaited(new Stretch(thread, computed), false));
        thread.start();
        try {
            while (true) {
                try {
                    return task.get(limit.dividedBy(LOOKS).toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException stillAtIt) {
                    look(rules, walk);
                }
            }
        } catch (ExecutionException failed) {
            throw LimitedPatience.<E>thrown(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rules conclude", stop);
        } finally {
            awaited.set(null);
        }
    }

    private void look(RuleBook rules, Whereabouts walk) {
        Awaited now = awaited.get();
        boolean spent = now.stretch().look(limit.toNanos()) >= limit.toNanos();
        // a sign of life may have come between: then part of it belongs to the next stretch
        if (spent && awaited.get() == now) {
            List<RuleDescription> found = FoundRules.in(rules, now.stretch().stacks());
            throw now.concluding() || !found.isEmpty() ? NoEnd.of(rules, found, limit)
                    : walk.now().map(place -> NoEnd.walking(rules, place, limit)).orElseGet(() -> NoEnd.besideRules(limit));
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> E thrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (E) cause;
    }

    @Override
    public void concluding(Set<Object> facts) {
        lives(true);
    }

    @Override
    public void concluded() {
        lives(false);
    }

    private void lives(boolean concluding) {
        Awaited now = awaited.get();
        if (now != null && now.stretch().thread() == Thread.currentThread()) {
            awaited.compareAndSet(now, new Awaited(new Stretch(now.stretch().thread(), computed), concluding));
        } else if (Thread.currentThread() instanceof Worker) {
            throw new GivenUp();
        }
    }

    /** @param concluding whether rules do in this stretch; else what is shown is made of what they concluded, or will */
    private record Awaited(Stretch stretch, boolean concluding) {
    }

    private static final class Worker extends Thread {
        Worker(Runnable task) {
            super(task, "rules");
            setDaemon(true);
        }
    }

    /** Ends a thread nobody waits for any more, whatever it passes on its way. */
    private static final class GivenUp extends Error {
        private static final long serialVersionUID = 1L;
    }
}
