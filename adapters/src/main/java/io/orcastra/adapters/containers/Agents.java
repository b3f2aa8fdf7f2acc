package io.orcastra.adapters.containers;

import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.Node;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agents there are, asked some at once; what one of them does, none of the others feels. One round at a time. */
public final class Agents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);
    private static final int AT_ONCE = 8;
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);

    private final Set<URI> faulty = ConcurrentHashMap.newKeySet();
    private final Supplier<Set<Object>> swarm;
    private final Function<Collection<Node>, List<URI>> addresses;
    private final Clock clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Agents::thread);

    /**
     * @param swarm     facts of the swarm as last observed
     * @param addresses where agents listen, given the nodes
     */
    public Agents(Supplier<Set<Object>> swarm, Function<Collection<Node>, List<URI>> addresses, Clock clock) {
        this.swarm = swarm;
        this.addresses = addresses;
        this.clock = clock;
    }

    Set<Node> nodes() {
        return swarm.get().stream().filter(Node.class::isInstance).map(Node.class::cast).collect(Collectors.toSet());
    }

    /** Returns when all have been asked; false when no node is known yet. */
    synchronized boolean ask(Consumer<URI> question) throws InterruptedException, ExecutionException, TimeoutException {
        Set<Node> nodes = nodes();
        if (nodes.isEmpty()) {
            return false;
        }
        List<Future<?>> asked = addresses.apply(nodes).stream()
                .<Future<?>>map(agent -> threads.submit(() -> asked(question, agent))).toList();
        long end = clock.nanos() + LONGEST_ROUND.toNanos();
        for (Future<?> one : asked) {
            one.get(Math.max(1, end - clock.nanos()), TimeUnit.NANOSECONDS);
        }
        return true;
    }

    private void asked(Consumer<URI> question, URI agent) {
        try {
            question.accept(agent);
            faulty.remove(agent);
        } catch (RuntimeException fault) {
            if (faulty.add(agent)) {
                LOG.error("The agent at {} could not be asked. Maybe this is a fault of Orcastra worth reporting.",
                        agent.getAuthority(), fault);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "agents");
        thread.setDaemon(true);
        return thread;
    }
}
