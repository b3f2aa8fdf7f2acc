package io.orcastra.rules.room;

import java.util.function.LongSupplier;

/**
 * Whether the heap has room for more matches. Only what is left after a collection tells, so one is asked for, but only where
 * many matches were made since the last one: else what fills the heap is nothing of theirs. With
 * {@code -XX:+DisableExplicitGC} nothing is collected when it is asked for, so garbage looks like what is in use: a rule with
 * many matches may then be blamed though there is room. Used by one thread.
 */
final class Room {
    /** Of the heap in use after a collection; from there on Java collects more and more often, and ends soon. */
    private static final double FULL = 0.85;
    /** A match and what points to it, in bytes; it is a little more. */
    private static final int MATCH = 64;
    /** Matches of one node that are fewer than such a share of the heap are not what fills it. */
    private static final int SHARE = 8;
    /** Less than this share is made between two collections, so that no more can be made than there is room for. */
    private static final int STEP = 32;

    private final LongSupplier used;
    private final long most;
    private final Runnable collection;
    private long made;

    /**
     * @param used       bytes of the heap
     * @param most       bytes it may have
     * @param collection of what is no longer used, done when this returns
     */
    Room(LongSupplier used, long most, Runnable collection) {
        this.used = used;
        this.most = most;
        this.collection = collection;
    }

    static Room ofThisProcess() {
        Runtime process = Runtime.getRuntime();
        return new Room(() -> process.totalMemory() - process.freeMemory(), process.maxMemory(), System::gc);
    }

    /** @param more matches that were made since it was asked last */
    boolean isLeft(long more) {
        made += more;
        if (made * MATCH < most / STEP || !isFull()) {
            return true;
        }
        made = 0;
        collection.run();
        return !isFull();
    }

    /**
     * How many facts may be joined before it is asked again.
     *
     * @param others what each of them may be joined with
     */
    int step(int others) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, most / STEP / MATCH / Math.max(1, others)));
    }

    /** Whether so many matches are what fills the heap. */
    boolean isFilledBy(long matches) {
        return matches * MATCH >= most / SHARE;
    }

    long megabytes() {
        return most >> 20;
    }

    private boolean isFull() {
        return used.getAsLong() >= FULL * most;
    }
}
