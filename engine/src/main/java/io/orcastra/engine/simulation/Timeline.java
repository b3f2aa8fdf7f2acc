package io.orcastra.engine.simulation;

import java.time.Duration;
import java.util.PriorityQueue;

/** What is going to happen, in virtual time; at one moment in the order it was planned. Used by one thread. */
final class Timeline {
    private final VirtualClock clock;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long planned;

    Timeline(VirtualClock clock) {
        this.clock = clock;
    }

    void in(Duration delay, Runnable event) {
        long at = clock.nanos() + Math.max(0, delay.toNanos());
        entries.add(new Entry(at, planned++, event));
    }

    /** Lets time pass until the next event, which happens, but at most so long. False when no event happened. */
    boolean step(Duration atMost) {
        long end = clock.nanos() + atMost.toNanos();
        if (entries.isEmpty() || entries.peek().at > end) {
            clock.advance(Duration.ofNanos(end - clock.nanos()));
            return false;
        }
        Entry next = entries.remove();
        clock.advance(Duration.ofNanos(Math.max(0, next.at - clock.nanos())));
        next.event.run();
        return true;
    }

    private record Entry(long at, long number, Runnable event) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }
}
