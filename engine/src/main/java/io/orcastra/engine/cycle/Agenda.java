package io.orcastra.engine.cycle;

import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the loop is to do next, and the one place where it waits. Thread-safe. */
final class Agenda {
    static final String LEASE = "lease due";
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration NEVER = Duration.ofDays(365);

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Runnable> changes = new ArrayDeque<>();
    private String wanted;
    private long notBefore;
    private boolean closed;

    Agenda(Clock clock) {
        this.clock = clock;
        notBefore = clock.nanos();
    }

    void want(String trigger) {
        change(trigger, () -> { });
    }

    /** Something to be done before the next cycle, by the loop. */
    void change(String trigger, Runnable change) {
        lock.lock();
        try {
            changes.add(change);
            wanted = wanted == null ? trigger : wanted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void applyChanges() {
        for (Runnable change = poll(); change != null; change = poll()) {
            change.run();
        }
    }

    /** No cycle begins sooner than this, whatever is wanted. */
    void pace(Duration pause) {
        lock.lock();
        try {
            notBefore = clock.nanos() + pause.toNanos();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next thing to do. Durations count from now; null means never.
     *
     * @return the trigger of a cycle, {@link #LEASE}, or null when the loop is to end
     */
    String next(Duration look, Duration moment, Duration lease) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long now = clock.nanos();
            long tick = Math.max(notBefore, now + look.toNanos());
            long timer = Math.max(notBefore, now + (moment == null ? NEVER : moment).toNanos());
            long renewal = now + (lease == null ? NEVER : lease).toNanos();
            while (!closed) {
                now = clock.nanos();
                if (wanted != null && notBefore - now <= 0) {
                    String trigger = wanted;
                    wanted = null;
                    return trigger;
                }
                if (renewal - now <= 0) {
                    return LEASE;
                }
                if (timer - now <= 0 || tick - now <= 0) {
                    return timer - now <= 0 ? "timer" : "tick";
                }
                long until = Math.min(Math.min(tick, timer), renewal);
                changed.awaitNanos((wanted == null ? until : Math.min(until, notBefore)) - now);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something is wanted, at most so long. */
    void pause(Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long end = clock.nanos() + longest.toNanos();
            for (long left = longest.toNanos(); wanted == null && !closed && left > 0; left = end - clock.nanos()) {
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            wanted = null;
        } finally {
            lock.unlock();
        }
    }

    private Runnable poll() {
        lock.lock();
        try {
            return changes.poll();
        } finally {
            lock.unlock();
        }
    }
}
