package io.orcastra.adapters.prometheus.observe;

import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.Observer;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Task;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Memory of nodes and tasks. Measures in rounds on its own schedule; {@link #observe()} joins the last finished round
 * with the swarm as last seen and never waits. It never fails either: what is not known is a fact of its own, and of a
 * source that misbehaves the others feel nothing. Without any source it measures nothing and knows nothing.
 */
public final class MemoryObserver implements Observer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryObserver.class);

    private final Supplier<Set<Object>> swarm;
    private final Clock clock;
    private final MemoryListener listener;
    private final Runnable measured;
    private final Rounds rounds;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(MemoryObserver::thread);
    private volatile MemorySources sources;
    private volatile Round last;
    private volatile Set<Node> measuredNodes = Set.of();
    private ScheduledFuture<?> schedule;

    /**
     * @param swarm    facts of the swarm as last observed
     * @param measured called after each finished round
     */
    public MemoryObserver(MemorySources sources, Supplier<Set<Object>> swarm, Clock clock, Addresses addresses,
            MemoryListener listener, Runnable measured) {
        this.sources = sources;
        this.swarm = swarm;
        this.clock = clock;
        this.listener = listener;
        this.measured = measured;
        this.rounds = new Rounds(clock, addresses, listener);
    }

    @Override
    public String source() {
        return "memory";
    }

    /** Memory changes at every measurement; the swarm does not move because of it. */
    @Override
    public boolean showsMotion() {
        return false;
    }

    @Override
    public Observation observe() {
        Set<Object> facts = swarm.get();
        Set<Node> nodes = only(Node.class, facts);
        measureSoonIfOthers(nodes);
        MemorySources configured = sources;
        Round round = last;
        if (round == null || configured.isEmpty()) {
            return new Observation(source(), clock.instant(), Set.of());
        }
        MemoryJoin join = new MemoryJoin(round, configured.hosts(), configured.pace().stale(), clock.instant(), clock.nanos());
        Set<Object> memory = join.facts(nodes, only(Task.class, facts));
        listener.joined(join.ages(), (int) memory.stream().filter(MemoryUnknown.class::isInstance).count());
        return new Observation(source(), clock.instant(), memory);
    }

    /** Other sources, asked from now on. */
    public synchronized void configure(MemorySources other) {
        if (!other.equals(sources)) {
            sources = other;
            last = null;
            if (schedule != null) {
                start();
            }
        }
    }

    /** Measures from now on, again and again, until closed. */
    public synchronized void start() {
        if (schedule != null) {
            schedule.cancel(false);
        }
        long millis = sources.pace().interval().toMillis();
        schedule = scheduler.scheduleAtFixedRate(this::roundSafely, 0, millis, TimeUnit.MILLISECONDS);
    }

    /** One round now, waited for: for those who look only once. */
    public void measure() {
        try {
            round();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        rounds.close();
    }

    /** Which exporters there are depends on the nodes; a node that came or returned should not wait for its turn. */
    private void measureSoonIfOthers(Set<Node> nodes) {
        synchronized (this) {
            if (schedule == null || sources.isEmpty() || nodes.equals(measuredNodes)) {
                return;
            }
            measuredNodes = nodes;
        }
        try {
            scheduler.execute(this::roundSafely);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("no more rounds: stopping");
        }
    }

    private void roundSafely() {
        try {
            round();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.error("Memory could not be measured; the next round is in {} s. "
                    + "Maybe this is a fault of Orcastra worth reporting.", sources.pace().interval().toSeconds(), fault);
        }
    }

    private void round() throws InterruptedException {
        MemorySources configured = sources;
        Set<Node> nodes = only(Node.class, swarm.get());
        if (configured.isEmpty() || nodes.isEmpty()) {
            return;
        }
        Round round = rounds.run(configured, nodes);
        synchronized (this) {
            if (configured != sources) {
                return;
            }
            last = round;
        }
        measured.run();
    }

    private static <T> Set<T> only(Class<T> type, Collection<Object> facts) {
        Set<T> found = new HashSet<>();
        facts.stream().filter(type::isInstance).map(type::cast).forEach(found::add);
        return found;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "memory-rounds");
        thread.setDaemon(true);
        return thread;
    }
}
