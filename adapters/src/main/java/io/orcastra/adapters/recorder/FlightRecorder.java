package io.orcastra.adapters.recorder;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.recording.Entry;
import io.orcastra.facts.decision.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every cycle, with all its decision depended on, in the state folder. The engine only puts entries in a queue;
 * when that is full, because the disk is slow, they are dropped, counted and said. A failure ends nothing but recording,
 * which is tried again.
 */
public final class FlightRecorder implements EngineListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlightRecorder.class);
    /** A minute of cycles as fast as they come. */
    private static final int QUEUE = 1024;
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration ENDING = Duration.ofSeconds(2);

    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final Tape tape;
    private final Clock clock;
    private final RecorderListener listener;
    private final Thread thread;
    private volatile RecorderSettings settings;
    private volatile boolean closed;
    private long forcedAt;
    private Long pausedAt;

    public FlightRecorder(Segments segments, RecorderSettings settings, Clock clock, RecorderListener listener) {
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
        long lost = dropped.get();
        if (queue.offer(Entry.Cycle.of(record, lost))) {
            dropped.addAndGet(-lost);
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
        closed = true;
        try {
            thread.join(ENDING.toMillis());
            thread.interrupt();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void offer(Entry entry) {
        if (!queue.offer(entry)) {
            drop();
        }
    }

    private void drop() {
        if (dropped.getAndIncrement() == 0) {
            LOG.warn("The flight recorder cannot keep up: cycles are not recorded until its disk is faster");
        }
        listener.dropped();
    }

    private void run() {
        try {
            while (!closed || !queue.isEmpty()) {
                Entry entry = queue.poll(ENDING.toMillis() / 4, TimeUnit.MILLISECONDS);
                keep(entry);
            }
            tape.close();
        } catch (InterruptedException stop) {
            tape.giveUp();
        } catch (IOException unwritten) {
            LOG.warn("The end of the flight record could not be written: {}", unwritten.getMessage());
        }
    }

    private void keep(Entry entry) {
        if (pausedAt != null && clock.nanos() - pausedAt < RETRY.toNanos()) {
            return;
        }
        RecorderSettings now = settings;
        try {
            if (entry != null && !now.off()) {
                listener.written(tape.write(entry, now));
            }
            if (matters(entry) || clock.nanos() - forcedAt >= now.sync().toNanos()) {
                tape.force();
                forcedAt = clock.nanos();
            }
            pausedAt = null;
        } catch (IOException | RuntimeException failure) {
            tape.giveUp();
            LOG.warn("The flight recorder cannot write, the loop goes on without: {}", failure.toString());
            listener.failed(String.valueOf(failure.getMessage()));
            pausedAt = clock.nanos();
        }
    }

    private static boolean matters(Entry entry) {
        return entry instanceof Entry.Ended || entry instanceof Entry.Cycle cycle && !cycle.plan().execute().isEmpty();
    }
}
