package io.orcastra.adapters.containers;

import io.orcastra.adapters.agent.NodeMods;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Observation;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.WantedMod;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which mods containers ask for and how they stand, asked of the agents again and again. Never waits, never fails. Of a
 * node whose agent has not answered for three rounds nothing is known.
 */
public final class ModObserver implements AgentObserver {
    private static final Logger LOG = LoggerFactory.getLogger(ModObserver.class);
    private static final int ROUNDS_UNTIL_UNKNOWN = 3;

    private final Agents agents;
    private final AgentClient client;
    private final Duration interval;
    private final Duration refresh;
    private final Clock clock;
    private final Runnable told;
    private final NodeAnswers<NodeMods> answers;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(ModObserver::thread);

    /**
     * @param interval between two rounds of questions
     * @param refresh  after which what lies in a cache is old
     * @param told     called after each round
     */
    public ModObserver(Agents agents, AgentClient client, Duration interval, Duration refresh, Clock clock, Runnable told) {
        this.agents = agents;
        this.client = client;
        this.interval = interval;
        this.refresh = refresh;
        this.clock = clock;
        this.told = told;
        answers = new NodeAnswers<>(agents, interval.multipliedBy(ROUNDS_UNTIL_UNKNOWN).plus(interval.dividedBy(2)), clock);
    }

    @Override
    public String source() {
        return "mods";
    }

    /** The swarm does not move because of what lies in caches. */
    @Override
    public boolean showsMotion() {
        return false;
    }

    @Override
    public Observation observe() {
        Set<Object> facts = answers.present().flatMap(this::facts).collect(Collectors.toSet());
        return new Observation(source(), clock.instant(), facts);
    }

    /** Where the agent of that node answered last. */
    Optional<URI> agent(String nodeId) {
        return answers.agent(nodeId);
    }

    /** Asks that agent once more: something has changed there. */
    void changed(URI agent) {
        ask(agent);
        told.run();
    }

    /** Has all agents count what they cached as old, and asks them then; returns at once. */
    public void refresh() {
        scheduler.execute(() -> round(agent -> {
            try {
                client.refresh(agent);
            } catch (FetchFailed failure) {
                LOG.warn("The agent at {} was not told to refresh its mods: it {}", agent.getAuthority(), failure.getMessage());
            }
            ask(agent);
        }));
    }

    @Override
    public void lookOnce() {
        round(this::ask);
    }

    @Override
    public void start() {
        scheduler.scheduleWithFixedDelay(this::lookOnce, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    private void round(Consumer<URI> question) {
        try {
            if (agents.ask(question)) {
                told.run();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Exception fault) {
            LOG.error("Agents could not be asked for mods; the next round is in {} s. Maybe this is a fault of Orcastra worth reporting.",
                    interval.toSeconds(), fault);
        }
    }

    /** That an agent does not answer is said once already, of its containers. */
    private void ask(URI agent) {
        try {
            NodeMods answer = client.mods(agent);
            answers.put(answer.nodeId(), agent, answer);
        } catch (FetchFailed failure) {
            LOG.debug("The agent at {} does not tell of mods: it {}", agent.getAuthority(), failure.getMessage());
        }
    }

    private Stream<Object> facts(NodeMods mods) {
        long young = Math.max(clock.instant().minus(refresh).getEpochSecond(), mods.refreshAsked());
        Set<Object> facts = new HashSet<>();
        for (NodeMods.Asked one : mods.mods()) {
            if (!one.file().isEmpty()) {
                facts.add(new WantedMod(mods.nodeId(), one.file(), one.source(), one.checkedAt() > 0, one.checkedAt() <= young));
            }
            if (!one.failure().isEmpty()) {
                facts.add(new FailedMod(mods.nodeId(), one.source(), one.failure()));
            }
        }
        return facts.stream();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mods");
        thread.setDaemon(true);
        return thread;
    }
}
