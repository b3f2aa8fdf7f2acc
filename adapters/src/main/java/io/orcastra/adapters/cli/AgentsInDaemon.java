package io.orcastra.adapters.cli;

import io.orcastra.adapters.containers.AgentClient;
import io.orcastra.adapters.containers.ContainerActions;
import io.orcastra.adapters.containers.ContainerObserver;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.adapters.prometheus.observe.Addresses;
import io.orcastra.adapters.prometheus.observe.AgentAddresses;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.adapters.yaml.AgentSettings;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.Observer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The daemon's side of the agents' chores; without a secret there is none. */
final class AgentsInDaemon implements AutoCloseable {

    private final Fetcher fetcher = new Fetcher();
    private final ExecutorService lookUps = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "agent-look-up");
        thread.setDaemon(true);
        return thread;
    });
    private final Clock clock;
    private final Optional<AgentClient> client;
    private final Optional<ContainerObserver> observer;

    /**
     * @param sources where agents are, as configured now
     * @param swarm   facts of the swarm as last observed
     * @param told    called after each round of questions
     */
    AgentsInDaemon(AgentSettings settings, Supplier<MemorySources> sources, Supplier<Set<Object>> swarm, Clock clock, Runnable told) {
        this.clock = clock;
        AgentAddresses addresses = new AgentAddresses(fetcher, Addresses.SYSTEM, lookUps);
        client = settings.tokenFile().map(file -> new AgentClient(fetcher, file));
        observer = client.map(one -> new ContainerObserver(swarm, nodes -> addresses.of(sources.get(), nodes), one,
                settings.interval(), clock, told));
    }

    List<Observer> beside(Observer... others) {
        return Stream.concat(Stream.of(others), observer.stream()).toList();
    }

    ActionExecutor around(ActionExecutor swarm, IntentLog intents, String holder) {
        return observer.<ActionExecutor>map(agents ->
                new ContainerActions(swarm, agents, client.orElseThrow(), intents, holder, clock)).orElse(swarm);
    }

    void start() {
        observer.ifPresent(ContainerObserver::start);
    }

    @Override
    public void close() {
        observer.ifPresent(ContainerObserver::close);
        fetcher.close();
        lookUps.shutdownNow();
    }
}
