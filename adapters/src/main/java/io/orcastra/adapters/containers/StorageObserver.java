package io.orcastra.adapters.containers;

import io.orcastra.adapters.agent.NodeStorage;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.Observation;
import io.orcastra.facts.cluster.ImageName;
import io.orcastra.facts.cluster.ServiceImage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What engines store, asked of the agents when garbage is due and known until it has been collected, ten minutes at most:
 * what is older may have come into use. Never waits, never fails; without the images of the services nothing is known.
 */
public final class StorageObserver implements AgentObserver {

    private static final Logger LOG = LoggerFactory.getLogger(StorageObserver.class);
    private static final Duration KNOWN = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(15);
    /** With the pauses between them five minutes: by then somebody holds the lease again. */
    private static final int TRIES = 20;

    private final Agents agents;
    private final AgentClient client;
    private final NeededImages services;
    private final Function<Instant, Optional<Instant>> due;
    private final BooleanSupplier acting;
    private final Duration grace;
    private final Clock clock;
    private final Runnable told;
    private final Duration pause;
    private final NodeAnswers<Stored> answers;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(StorageObserver::thread);
    private volatile Set<Object> wanted = Set.of();

    /** What one node stores, and what all of it takes. */
    record Stored(URI agent, Set<Object> facts, long totalBytes) {
    }

    /**
     * @param services images of services; may fail as the engine does
     * @param due      when garbage is due next, after a moment; empty when never again
     * @param acting   whether this instance is asked to do anything about it; reading all that is stored costs an engine much
     * @param grace    how long something has been unused before it counts as old
     * @param told     called when all agents were asked
     */
    public StorageObserver(Agents agents, AgentClient client, NeededImages services,
            Function<Instant, Optional<Instant>> due, BooleanSupplier acting, Duration grace, Clock clock, Runnable told) {
        this(agents, client, services, due, acting, grace, clock, told, PAUSE);
    }

    /** For tests, which cannot wait that long. */
    StorageObserver(Agents agents, AgentClient client, NeededImages services, Function<Instant, Optional<Instant>> due,
            BooleanSupplier acting, Duration grace, Clock clock, Runnable told, Duration pause) {
        this.pause = pause;
        this.agents = agents;
        this.client = client;
        this.services = services;
        this.due = due;
        this.acting = acting;
        this.grace = grace;
        this.clock = clock;
        this.told = told;
        answers = new NodeAnswers<>(agents, KNOWN, clock);
    }

    @Override
    public String source() {
        return "storage";
    }

    /** The swarm does not move because of what engines store. */
    @Override
    public boolean showsMotion() {
        return false;
    }

    @Override
    public Observation observe() {
        Set<Object> facts = answers.present().flatMap(one -> one.facts().stream()).collect(Collectors.toSet());
        facts.addAll(facts.isEmpty() ? Set.of() : wanted);
        return new Observation(source(), clock.instant(), facts);
    }

    Optional<Stored> of(String nodeId) {
        return answers.of(nodeId);
    }

    /**
     * The images there, as items, that services use now: one may have been deployed since the agents were asked.
     *
     * @throws DockerFailure     when the engine does not tell its services
     * @throws LedgerUnavailable when the swarm does not tell what was moved
     */
    Set<String> needed(Stored stored) throws LedgerUnavailable {
        Set<String> names = services.read().stream().filter(ServiceImage.class::isInstance)
                .map(image -> ((ServiceImage) image).name()).collect(Collectors.toSet());
        return stored.facts().stream().filter(fact -> fact instanceof ImageName image && names.contains(image.name()))
                .map(image -> "image " + ((ImageName) image).imageId()).collect(Collectors.toSet());
    }

    /** What was known of that node is not true any more. */
    void collected(String nodeId) {
        answers.forget(nodeId);
    }

    /** Asks whenever garbage is due, until closed. */
    @Override
    public void start() {
        Instant now = clock.instant();
        due.apply(now).ifPresent(next -> scheduler.schedule(this::look, Duration.between(now, next).toMillis() + 1, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    private void look() {
        lookOr(TRIES);
        if (!Thread.currentThread().isInterrupted()) {
            start();
        }
    }

    /** In the very moment nobody may hold the lease, and the next one is hours away. */
    private void lookOr(int tries) {
        if (acting.getAsBoolean()) {
            lookOnce();
        } else if (tries > 0 && !scheduler.isShutdown()) {
            scheduler.schedule(() -> lookOr(tries - 1), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void lookOnce() {
        try {
            askAll();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (DockerFailure | LedgerUnavailable away) {
            LOG.warn("No garbage is looked for this time, the services cannot be read: {}", away.getMessage());
        } catch (Exception fault) {
            LOG.error("Garbage could not be looked for. Maybe this is a fault of Orcastra worth reporting.", fault);
        }
    }

    private void askAll() throws Exception {
        wanted = services.read();
        if (agents.ask(this::ask)) {
            told.run();
        }
    }

    private void ask(URI agent) {
        try {
            NodeStorage answer = client.storage(agent);
            Set<Object> facts = StoredFacts.of(answer, clock.instant().minus(grace).getEpochSecond());
            answers.put(answer.nodeId(), agent, new Stored(agent, facts, answer.totalBytes()));
        } catch (FetchFailed failure) {
            LOG.warn("The agent at {} does not tell what is stored: it {}", agent.getAuthority(), failure.getMessage());
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "storage");
        thread.setDaemon(true);
        return thread;
    }
}
