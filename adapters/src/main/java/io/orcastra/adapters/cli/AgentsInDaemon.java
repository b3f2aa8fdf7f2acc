package io.orcastra.adapters.cli;

import io.orcastra.adapters.containers.AgentClient;
import io.orcastra.adapters.containers.Agents;
import io.orcastra.adapters.containers.ContainerActions;
import io.orcastra.adapters.containers.ContainerObserver;
import io.orcastra.adapters.containers.Intended;
import io.orcastra.adapters.containers.ServiceImages;
import io.orcastra.adapters.containers.StorageActions;
import io.orcastra.adapters.containers.StorageObserver;
import io.orcastra.adapters.docker.api.DockerApi;
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
    private final Agents agents;
    private final Optional<ContainerObserver> containers;
    private final Optional<StorageObserver> storage;

    /**
     * @param sources where agents are, as configured now
     * @param swarm   facts of the swarm as last observed
     * @param manager whose services say which images are needed
     * @param told    called after each round of questions
     */
    AgentsInDaemon(AgentSettings settings, DockerApi manager, Supplier<MemorySources> sources, Supplier<Set<Object>> swarm, Clock clock,
            Runnable told) {
        this.clock = clock;
        AgentAddresses addresses = new AgentAddresses(fetcher, Addresses.SYSTEM, lookUps);
        agents = new Agents(swarm, nodes -> addresses.of(sources.get(), nodes), clock);
        client = settings.tokenFile().map(file -> new AgentClient(fetcher, file));
        containers = client.map(one -> new ContainerObserver(agents, one, settings.interval(), clock, told));
        storage = client.map(one -> new StorageObserver(agents, one, () -> ServiceImages.read(manager),
                now -> settings.garbage().flatMap(schedule -> schedule.after(now)), settings.grace(), clock, told));
    }

    List<Observer> beside(Observer... others) {
        return Stream.of(Stream.of(others), containers.stream(), storage.stream()).<Observer>flatMap(some -> some).toList();
    }

    ActionExecutor around(ActionExecutor swarm, IntentLog intents, String holder) {
        if (client.isEmpty()) {
            return swarm;
        }
        Intended intended = new Intended(intents, holder, clock);
        return new StorageActions(new ContainerActions(swarm, containers.orElseThrow(), client.get(), intended),
                storage.orElseThrow(), client.get(), intended);
    }

    void start() {
        containers.ifPresent(ContainerObserver::start);
        storage.ifPresent(StorageObserver::start);
    }

    @Override
    public void close() {
        containers.ifPresent(ContainerObserver::close);
        storage.ifPresent(StorageObserver::close);
        agents.close();
        fetcher.close();
        lookUps.shutdownNow();
    }
}
