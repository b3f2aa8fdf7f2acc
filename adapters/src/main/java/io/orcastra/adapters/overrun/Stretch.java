package io.orcastra.adapters.overrun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Some work of a thread: for how long it has computed, and where it was found meanwhile. Time in which the thread was not
 * given a processor does not count, so a busy or frozen machine is nobody's fault. Looked at by one thread.
 */
public final class Stretch {
    /**
     * For which one conclusion may compute, in the daemon and in commands alike, so that none gives up what the other decides by.
     * One of ten thousand tasks takes a second, and a few of them in a process that has just begun.
     */
    public static final Duration LONGEST_CONCLUSION = Duration.ofSeconds(60);
    private static final int STACKS = 60;

    private final Thread thread;
    private final ToLongFunction<Thread> computed;
    private final long before;
    private final List<StackTraceElement[]> stacks = new ArrayList<>();

    /**
     * Begins now.
     *
     * @param computed nanoseconds of processor time a thread has had
     */
    public Stretch(Thread thread, ToLongFunction<Thread> computed) {
        this.thread = thread;
        this.computed = computed;
        this.before = computed.applyAsLong(thread);
    }

    public Thread thread() {
        return thread;
    }

    /**
     * Nanoseconds of processor time since it began; where the thread is now is noted from half of the limit on.
     *
     * @param limit in nanoseconds
     */
    public long look(long limit) {
        long spent = computed.applyAsLong(thread) - before;
        if (spent >= limit / 2 && stacks.size() < STACKS) {
            stacks.add(thread.getStackTrace());
        }
        return spent;
    }

    /** What was noted. */
    public List<StackTraceElement[]> stacks() {
        return List.copyOf(stacks);
    }
}
