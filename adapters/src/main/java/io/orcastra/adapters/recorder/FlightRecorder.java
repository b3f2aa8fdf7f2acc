package io.orcastra.adapters.recorder;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.recording.Entry;
import io.orcastra.facts.decision.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every cycle, with all its decision depended on, in the state folder. The engine only leaves entries to wait; when
 * too much waits, because the disk is slow or cannot be written, they are dropped, counted and said. A failure ends nothing
 * but recording, which is tried again, beginning with what could not be written.
 */
public final class FlightRecorder implements EngineListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlightRecorder.class);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration ENDING = Duration.ofSeconds(2);
    private static final Duration LOOK = ENDING.dividedBy(4);

    private final Backlog backlog;
    private final AtomicLong dropped = new AtomicLong();
    private final Tape tape;
    private final Clock clock;
    private final RecorderListener listener;
    private final Thread thread;
    private volatile RecorderSettings settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Entry unwritten;
    private long lost;
    private long forcedAt;
    private Long pausedAt;

    public FlightRecorder(Segments segments, RecorderSettings settings, Clock clock, RecorderListener listener) {
        this(segments, settings, clock, listener, Backlog.ofHeap(Runtime.getRuntime().maxMemory()));
    }

    FlightRecorder(Segments segments, RecorderSettings settings, Clock clock, RecorderListener listener, Backlog backlog) {
        this.backlog = backlog;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        tape = new Tape(segments);
        thread = new Thread(this::run, "flight-recorder");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    /** To be called once. */
    public void start() {
        thread.start();
    }

    /** From the next entry on. */
    public void configure(RecorderSettings other) {
        settings = other;
    }

    /**
     * What is recorded from now on belongs to this process and these rules.
     *
     * @param process unique
     * @param rules   hash of the rules in force
     */
    public void started(String process, String version, String rules) {
        offer(new Entry.Started(clock.instant(), process, version, rules));
    }

    /**
     * An edit of rules did not come in force.
     *
     * @param rules hash of what was edited; empty when it could not be read
     */
    public void refused(String rules, String reason) {
        offer(new Entry.Refused(clock.instant(), rules, reason));
    }

    @Override
    public void cycleCompleted(DecisionRecord record) {
        if (settings.off()) {
            return;
        }
        long before = dropped.get();
        if (backlog.offer(Entry.Cycle.of(record, before))) {
            dropped.addAndGet(-before);
        } else {
            drop();
        }
    }

    @Override
    public void actionFinished(Outcome outcome) {
        offer(new Entry.Ended(clock.instant(), outcome));
    }

    @Override
    public void ruleIsolated(String rule, String reason) {
        offer(new Entry.Isolated(clock.instant(), rule, reason));
    }

    /** What waits is written, for a moment at most. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(ENDING.toMillis());
            thread.interrupt();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void offer(Entry entry) {
        if (!backlog.offer(entry)) {
            drop();
        }
    }

    private void drop() {
        if (dropped.getAndIncrement() == 0) {
            LOG.warn("The flight recorder cannot keep up: cycles are not recorded until its disk takes them");
        }
        listener.dropped();
    }

    private void run() {
        try {
            while (!isClosing() || unwritten != null || !backlog.isEmpty()) {
                if (!isPaused() || closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    unwritten = unwritten == null ? backlog.poll(LOOK) : unwritten;
                    keep();
                }
            }
            tape.close();
        } catch (InterruptedException stop) {
            tape.giveUp();
        } catch (IOException broken) {
            LOG.warn("The end of the flight record could not be written: {}", broken.getMessage());
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private boolean isPaused() {
        return pausedAt != null && clock.nanos() - pausedAt < RETRY.toNanos();
    }

    private void keep() {
        RecorderSettings now = settings;
        Entry entry = unwritten;
        try {
            if (entry != null && !now.off()) {
                write(entry, now);
            }
            unwritten = null;
            if (matters(entry) || clock.nanos() - forcedAt >= now.sync().toNanos()) {
                tape.force();
                forcedAt = clock.nanos();
            }
            pausedAt = null;
        } catch (IOException failure) {
            pause(failure);
        } catch (RuntimeException fault) {
            lose();                                            // it might never be written, and others wait behind it
            pause(fault);
        }
    }

    private void write(Entry entry, RecorderSettings now) throws IOException {
        if (entry instanceof Entry.Cycle cycle) {
            listener.written(tape.write(cycle.after(lost), now));
            lost = 0;
        } else {
            listener.written(tape.write(entry, now));
        }
    }

    private void pause(Exception failure) {
        tape.giveUp();
        LOG.warn("The flight recorder cannot write, the loop goes on without: {}", failure.toString());
        listener.failed(String.valueOf(failure.getMessage()));
        pausedAt = clock.nanos();
        while (isClosing() && (unwritten != null || !backlog.isEmpty())) {
            lose();
            unwritten = backlog.next();
        }
    }

    private void lose() {
        if (unwritten != null) {
            lost += 1 + (unwritten instanceof Entry.Cycle cycle ? cycle.dropped() : 0);
            unwritten = null;
            listener.dropped();
        }
    }

    private static boolean matters(Entry entry) {
        return entry instanceof Entry.Ended || entry instanceof Entry.Cycle cycle && !cycle.plan().execute().isEmpty();
    }
}
