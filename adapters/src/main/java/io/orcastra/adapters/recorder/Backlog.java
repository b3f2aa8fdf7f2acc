package io.orcastra.adapters.recorder;

import io.orcastra.engine.recording.Entry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Entries that wait to be written, oldest first. Bounded by their number and by what they hold, for a disk may hang while
 * each cycle of a large swarm knows thousands of facts. Taken by one thread, offered by any.
 */
final class Backlog {
    /** A minute of cycles as fast as they come. */
    private static final int MOST_ENTRIES = 1024;
    private static final int SHARE_OF_HEAP = 8;
    /** With its place in a set, if each cycle were to know all anew; most stay the same. */
    private static final int BYTES_OF_FACT = 256;

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(MOST_ENTRIES);
    private final long most;
    private long held;
    private Set<Object> newest = Set.of();

    private record Waiting(Entry entry, int facts) {
    }

    /** @param most facts that all entries hold together, beyond those of one */
    Backlog(long most) {
        this.most = most;
    }

    /** @param heap the most there can be, in bytes */
    static Backlog ofHeap(long heap) {
        return new Backlog(heap / SHARE_OF_HEAP / BYTES_OF_FACT);
    }

    /** @return false when it does not fit; where nothing waits anything does */
    synchronized boolean offer(Entry entry) {
        int facts = factsOf(entry);
        boolean fits = (queue.isEmpty() || held + facts <= most) && queue.offer(new Waiting(entry, facts));
        if (fits) {
            held += facts;
            newest = entry instanceof Entry.Cycle cycle ? cycle.facts() : newest;
        }
        return fits;
    }

    /** The oldest; null when none has come in that time. */
    Entry poll(Duration time) throws InterruptedException {
        return released(queue.poll(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The oldest; null when there is none. */
    Entry next() {
        return released(queue.poll());
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    private Entry released(Waiting first) {
        if (first == null) {
            return null;
        }
        synchronized (this) {
            held -= first.facts();
        }
        return first.entry();
    }

    /** Those that the cycle before it knows as well are there once. */
    private int factsOf(Entry entry) {
        return !(entry instanceof Entry.Cycle cycle) ? 1
                : cycle.background().timers().size() + cycle.plan().deferred().size() + cycle.plan().vetoed().size()
                + cycle.findings().size() + (cycle.facts() == newest ? 1 : cycle.facts().size());
    }
}
