package io.orcastra.adapters.shadow;

import io.orcastra.adapters.history.ReplayReport;
import io.orcastra.adapters.shadow.ShadowAnswer.Judged;
import io.orcastra.adapters.shadow.ShadowStatus.State;
import io.orcastra.adapters.shadow.ShadowWatch.Seen;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.recording.Entry;
import io.orcastra.rules.RuleSet;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A candidate in a running daemon: every cycle is judged by it as well, nothing is done because of it. The loop only puts
 * its decisions in a queue; whatever the candidate does, or needs time for, is its process's. Thread-safe.
 */
public final class Shadow implements EngineListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.orcastra.shadow");
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** Start of a process and compilation, on a machine with ten times too much to do. */
    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final Duration LONGEST_REPORT = Duration.ofSeconds(5);
    /** At the fastest pace of the loop this is a second. */
    private static final int QUEUE = 20;

    private final ShadowWatch watch;
    private final Judging.Start start;
    private final Clock clock;
    private final ShadowMetrics metrics;
    private final BlockingQueue<DecisionRecord> decisions = new ArrayBlockingQueue<>(QUEUE);
    private final BlockingQueue<CompletableFuture<ReplayReport>> asked = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong lost = new AtomicLong();
    private final Thread thread = new Thread(this::run, "shadow");
    private volatile ShadowStatus status;
    private volatile boolean closed;
    private Judging judging;
    private long lookedAt;
    private long judgedNanos;

    /**
     * @param inForce rules that decide now
     * @param state   folder of the daemon
     */
    public Shadow(ShadowFolder folder, Supplier<RuleSet> inForce, Supplier<Configuration> configuration,
            Map<String, String> environment, Path state, Clock clock, CollectorRegistry registry) {
        this(folder, inForce, configuration, environment,
                candidate -> ShadowChild.start(state, candidate, environment, LONGEST_START), clock, registry);
    }

    Shadow(ShadowFolder folder, Supplier<RuleSet> inForce, Supplier<Configuration> configuration,
            Map<String, String> environment, Judging.Start start, Clock clock, CollectorRegistry registry) {
        watch = new ShadowWatch(folder, inForce, configuration, environment);
        this.start = start;
        this.clock = clock;
        metrics = new ShadowMetrics(registry);
        status = ShadowStatus.none(folder.path().toString(), clock.instant());
        lookedAt = clock.nanos();
        thread.setDaemon(true);
    }

    /** To be called once. */
    public void start() {
        thread.start();
    }

    @Override
    public void cycleCompleted(DecisionRecord record) {
        if (status.state() == State.RUNNING && !decisions.offer(record)) {
            lost.incrementAndGet();
        }
    }

    /** With the report, unless the candidate takes too long. */
    public ShadowStatus status() {
        ShadowStatus now = status;
        CompletableFuture<ReplayReport> wanted = new CompletableFuture<>();
        if (now.state() != State.RUNNING || !asked.offer(wanted)) {
            return now;
        }
        try {
            return now.with(now.cycleMillis(), wanted.get(LONGEST_REPORT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException | CancellationException late) {
            return status;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return now;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                step();
            } catch (InterruptedException stop) {
                closed = true;
            } catch (RuntimeException | LinkageError failure) {
                LOG.error("The shadow goes on with the next cycle. Maybe this is a fault of Orcastra worth reporting.", failure);
            }
        }
        end();
    }

    private void step() throws InterruptedException {
        if (clock.nanos() - lookedAt >= BETWEEN_LOOKS.toNanos()) {
            watch.look().ifPresent(this::changed);
            lookedAt = clock.nanos();
        }
        DecisionRecord next = decisions.poll(BETWEEN_LOOKS.toMillis() / 4, TimeUnit.MILLISECONDS);
        if (judging == null) {
            return;
        }
        try {
            if (next != null) {
                judge(next);
            }
            for (CompletableFuture<ReplayReport> one = asked.poll(); one != null; one = asked.poll()) {
                one.complete(judging.report());
            }
        } catch (ShadowFailed failure) {
            drop(failure);
        }
    }

    private void judge(DecisionRecord record) throws ShadowFailed {
        long missed = lost.getAndSet(0);
        metrics.lost(missed);
        Judged judged = judging.judge(Entry.Cycle.of(record, missed));
        metrics.judged(judged);
        judgedNanos += judged.nanos();
        status = status.with(judgedNanos / 1e6 / Math.max(1, judged.compared()), null);
    }

    private void changed(Seen now) {
        end();
        String path = status.folder();
        if (now instanceof Seen.Candidate candidate && candidate.set().inForce()) {
            status = ShadowStatus.of(State.SAME, path, candidate.set(), 0, clock.instant());
            LOG.atInfo().addKeyValue("folder", path).log("Shadow is what is in force: nothing to compare");
        } else if (now instanceof Seen.Candidate candidate) {
            begin(candidate.set(), path);
        } else {
            status = ShadowStatus.none(path, clock.instant());
            LOG.atInfo().addKeyValue("folder", path).log("Shadow ended");
            if (now instanceof Seen.Unreadable unreadable) {
                drop(new ShadowFailed(unreadable.reason(), unreadable.problems()));
            }
        }
    }

    private void begin(ShadowSet candidate, String path) {
        status = ShadowStatus.of(State.STARTING, path, candidate, 0, clock.instant());
        long began = clock.nanos();
        try {
            judging = start.of(candidate);
        } catch (ShadowFailed failure) {
            drop(failure);
            return;
        }
        judgedNanos = 0;
        lost.set(0);
        decisions.clear();
        metrics.begun();
        status = ShadowStatus.of(State.RUNNING, path, candidate, judging.rules(), clock.instant());
        LOG.atInfo().addKeyValue("folder", path).addKeyValue("hash", status.hash().substring(0, 12))
                .addKeyValue("rules", status.rules()).addKeyValue("own", status.own()).addKeyValue("files", status.files())
                .addKeyValue("tookMillis", TimeUnit.NANOSECONDS.toMillis(clock.nanos() - began))
                .log("Shadow judges every cycle from now on; nothing is done because of it");
        judging.warnings().forEach(problem -> LOG.atWarn().addKeyValue("problem", problem).log("Shadow problem"));
    }

    private void drop(ShadowFailed failure) {
        end();
        metrics.failed();
        status = status.dropped(failure, clock.instant());
        LOG.atError().addKeyValue("folder", status.folder()).addKeyValue("reason", failure.getMessage())
                .log("Shadow dropped; it is tried again when it changes");
        failure.problems().forEach(problem -> LOG.atError().addKeyValue("problem", problem).log("Shadow problem"));
    }

    private void end() {
        if (judging != null) {
            judging.close();
            judging = null;
            metrics.ended();
        }
        for (CompletableFuture<ReplayReport> one = asked.poll(); one != null; one = asked.poll()) {
            one.cancel(false);
        }
    }
}
