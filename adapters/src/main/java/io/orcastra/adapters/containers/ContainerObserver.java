package io.orcastra.adapters.containers;

import io.orcastra.adapters.agent.NodeContainers;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Observation;
import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.ContainerHealth;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers with a health check, as the agents tell them in rounds. {@link #observe()} never waits and never fails: of a
 * node whose agent has not answered for three rounds nothing is known, and so nothing is done there.
 */
public final class ContainerObserver implements AgentObserver {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerObserver.class);
    private static final int ROUNDS_UNTIL_UNKNOWN = 3;
    private static final Set<String> HEALTH = Set.of("starting", "healthy", "unhealthy");

    private final Agents agents;
    private final AgentClient client;
    private final Duration interval;
    private final Clock clock;
    private final Runnable told;
    private final NodeAnswers<Set<Container>> answers;
    private final Set<URI> silent = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(ContainerObserver::thread);

    /** @param told called after each round */
    public ContainerObserver(Agents agents, AgentClient client, Duration interval, Clock clock, Runnable told) {
        this.agents = agents;
        this.client = client;
        this.interval = interval;
        this.clock = clock;
        this.told = told;
        answers = new NodeAnswers<>(agents, interval.multipliedBy(ROUNDS_UNTIL_UNKNOWN).plus(interval.dividedBy(2)), clock);
    }

    @Override
    public String source() {
        return "containers";
    }

    /** The swarm does not move because a container outside of it does. */
    @Override
    public boolean showsMotion() {
        return false;
    }

    @Override
    public Observation observe() {
        Set<Object> facts = answers.present().<Object>flatMap(Set::stream).collect(Collectors.toSet());
        return new Observation(source(), clock.instant(), facts);
    }

    /** Where the agent of that node answered last. */
    public Optional<URI> agent(String nodeId) {
        return answers.agent(nodeId);
    }

    @Override
    public void start() {
        scheduler.scheduleWithFixedDelay(this::lookOnce, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    @Override
    public void lookOnce() {
        try {
            if (agents.ask(this::ask)) {
                told.run();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Exception fault) {
            LOG.error("Agents could not be asked for their containers; the next round is in {} s. "
                    + "Maybe this is a fault of Orcastra worth reporting.", interval.toSeconds(), fault);
        }
    }

    private void ask(URI agent) {
        try {
            NodeContainers answer = client.containers(agent);
            answers.put(answer.nodeId(), agent, facts(answer));
            silent.remove(agent);
        } catch (FetchFailed failure) {
            if (silent.add(agent)) {
                LOG.warn("The agent at {} does not tell its containers: it {}. Maybe it runs without --chores, or with another "
                        + "AGENT_TOKEN_FILE.", agent.getAuthority(), failure.getMessage());
            }
        }
    }

    private static Set<Container> facts(NodeContainers answer) {
        return answer.containers().stream().filter(one -> HEALTH.contains(one.health()))
                .map(one -> new Container(one.id(), answer.nodeId(), one.name(), one.service(),
                        ContainerHealth.valueOf(one.health().toUpperCase(Locale.ROOT)), one.autoheal()))
                .collect(Collectors.toSet());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "containers");
        thread.setDaemon(true);
        return thread;
    }
}
