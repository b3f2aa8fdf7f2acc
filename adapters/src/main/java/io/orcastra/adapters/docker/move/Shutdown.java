package io.orcastra.adapters.docker.move;

import io.orcastra.engine.port.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whether this process is about to end, and how long its actions may still take. Shared by all threads that act. */
final class Shutdown {

    private final Clock clock;
    private volatile boolean requested;
    private volatile long pressingNanos;
    private int underWay;

    Shutdown(Clock clock) {
        this.clock = clock;
    }

    /** Counts an action in, unless it comes too late. */
    synchronized boolean enter() {
        if (requested) {
            return false;
        }
        underWay++;
        return true;
    }

    synchronized void leave() {
        underWay--;
        notifyAll();
    }

    /** Waits until no action is under way, but no longer than {@code grace}. */
    synchronized void request(Duration grace) {
        long endNanos = clock.nanos() + grace.toNanos();
        pressingNanos = clock.nanos() + grace.toNanos() / 2;
        requested = true;
        try {
            while (underWay > 0 && endNanos - clock.nanos() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, endNanos - clock.nanos());
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRequested() {
        return requested || Thread.currentThread().isInterrupted();
    }

    /**
     * Whether what is under way must be undone now, because half the grace is over: taking a pin off needs a few
     * requests, and an engine that is busy may take seconds for each.
     */
    boolean isPressing() {
        return Thread.currentThread().isInterrupted() || requested && clock.nanos() - pressingNanos >= 0;
    }

    /** Returns early when the thread is interrupted, which stays to be seen. */
    void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
