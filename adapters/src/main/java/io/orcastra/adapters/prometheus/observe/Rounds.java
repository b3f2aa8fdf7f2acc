package io.orcastra.adapters.prometheus.observe;

import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.adapters.prometheus.source.Pace;
import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Asks all sources, so many at once, each within its limit; what one of them does, none of the others feels. Sources
 * that failed last time are asked last, so that those which hang keep no others waiting. Used by one thread at a time.
 */
final class Rounds implements AutoCloseable {

    private final Clock clock;
    private final MemoryListener listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(Rounds::thread);
    private final Fetcher fetcher = new Fetcher();
    private final Sources sources;
    private Map<MemorySource, Measured> known = new HashMap<>();

    Rounds(Clock clock, Addresses addresses, MemoryListener listener) {
        this.clock = clock;
        this.listener = listener;
        this.sources = new Sources(fetcher, addresses, threads);
    }

    /** @throws InterruptedException when it is not waited for any more; nothing is changed then */
    Round run(MemorySources configured, Collection<Node> nodes) throws InterruptedException {
        Found found = sources.find(configured, nodes);
        List<MemorySource> healthyFirst = found.sources().stream()
                .sorted(Comparator.comparing(source -> before(source).failure().isPresent())).toList();
        Semaphore turns = new Semaphore(configured.pace().atOnce());
        Map<MemorySource, Future<Measured>> answers = new HashMap<>();
        for (MemorySource source : healthyFirst) {
            turns.acquire();
            answers.put(source, threads.submit(() -> {
                try {
                    return ask(source, configured.pace());
                } finally {
                    turns.release();
                }
            }));
        }
        Map<MemorySource, Measured> now = new HashMap<>();
        for (Map.Entry<MemorySource, Future<Measured>> answer : answers.entrySet()) {
            now.put(answer.getKey(), answer(answer.getKey(), answer.getValue()));
        }
        known = now;
        List<Measured> ranked = new ArrayList<>();
        found.sources().forEach(source -> ranked.add(now.get(source)));
        return new Round(ranked, found.failures());
    }

    @Override
    public void close() {
        fetcher.close();
        threads.shutdownNow();
    }

    private Measured ask(MemorySource source, Pace pace) {
        long began = clock.nanos();
        Measured before = before(source);
        try {
            Readings readings = source.read(clock.instant(), pace.timeout());
            listener.asked(source.kind(), true, Duration.ofNanos(clock.nanos() - began));
            return new Measured(source, Optional.of(readings), clock.nanos(), Optional.empty());
        } catch (FetchFailed failed) {
            listener.asked(source.kind(), false, Duration.ofNanos(clock.nanos() - began));
            return new Measured(source, before.readings(), before.nanos(), Optional.of(failed.getMessage()));
        }
    }

    private Measured answer(MemorySource source, Future<Measured> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException fault) {
            Measured before = before(source);
            return new Measured(source, before.readings(), before.nanos(),
                    Optional.of("could not be asked: " + fault.getCause()));
        }
    }

    private Measured before(MemorySource source) {
        return known.getOrDefault(source, new Measured(source, Optional.empty(), 0, Optional.empty()));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "memory-source");
        thread.setDaemon(true);
        return thread;
    }
}
