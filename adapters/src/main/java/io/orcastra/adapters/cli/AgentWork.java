package io.orcastra.adapters.cli;

import io.orcastra.adapters.containers.AgentClient;
import io.orcastra.adapters.containers.AgentObserver;
import io.orcastra.adapters.containers.Agents;
import io.orcastra.adapters.containers.ContainerActions;
import io.orcastra.adapters.containers.ContainerObserver;
import io.orcastra.adapters.containers.Intended;
import io.orcastra.adapters.containers.ModActions;
import io.orcastra.adapters.containers.ModObserver;
import io.orcastra.adapters.containers.ServiceImages;
import io.orcastra.adapters.containers.StorageActions;
import io.orcastra.adapters.containers.StorageObserver;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.adapters.http.Reply;
import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.adapters.prometheus.observe.Addresses;
import io.orcastra.adapters.prometheus.observe.AgentAddresses;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.adapters.yaml.AgentSettings;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.Observer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What agents are asked, and told to do; without a secret nothing. */
final class AgentWork implements AutoCloseable {

    /** A mod of some megabytes comes within seconds. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    private final Fetcher fetcher = new Fetcher();
    private final ExecutorService lookUps = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "agent-look-up");
        thread.setDaemon(true);
        return thread;
    });
    private final Clock clock;
    private final boolean collects;
    private final Optional<AgentClient> client;
    /** One for each observer: a slow round of one holds up no other. */
    private final List<Agents> agents = new ArrayList<>();
    private final Optional<ContainerObserver> containers;
    private final Optional<StorageObserver> storage;
    private final Optional<ModObserver> mods;
    private volatile BooleanSupplier acting = () -> false;

    /**
     * @param sources where agents are, as configured now
     * @param swarm   facts of the swarm as last observed
     * @param manager whose services say which images are needed
     * @param told    called after each round of questions
     */
    AgentWork(AgentSettings settings, DockerApi manager, Supplier<MemorySources> sources, Supplier<Set<Object>> swarm, Clock clock,
            Runnable told) {
        this.clock = clock;
        collects = settings.garbage().isPresent();
        AgentAddresses addresses = new AgentAddresses(fetcher, Addresses.SYSTEM, lookUps);
        Supplier<Agents> asked = () -> {
            Agents own = new Agents(swarm, nodes -> addresses.of(sources.get(), nodes), clock);
            agents.add(own);
            return own;
        };
        client = settings.tokenFile().map(file -> new AgentClient(fetcher, file));
        containers = client.map(one -> new ContainerObserver(asked.get(), one, settings.interval(), clock, told));
        storage = client.map(one -> new StorageObserver(asked.get(), one, new ServiceImages(manager, new SwarmConfigLedger(manager)),
                now -> settings.garbage().flatMap(schedule -> schedule.after(now)), () -> acting.getAsBoolean(), settings.grace(), clock,
                told));
        mods = client.map(one -> new ModObserver(asked.get(), one, settings.interval(), settings.mods().refresh(), clock, told));
    }

    List<Observer> beside(Observer... others) {
        return Stream.of(Stream.of(others), containers.stream(), storage.stream(), mods.stream()).<Observer>flatMap(some -> some).toList();
    }

    /** @param acting whether this instance is the one that acts, or would if it were no dry run: no other needs to know all */
    ActionExecutor around(ActionExecutor swarm, IntentLog intents, String holder, BooleanSupplier acting) {
        this.acting = acting;
        if (client.isEmpty()) {
            return swarm;
        }
        Intended intended = new Intended(intents, holder, clock);
        ActionExecutor onContainers = new ContainerActions(swarm, containers.orElseThrow(), client.get(), intended);
        ActionExecutor onStorage = new StorageActions(onContainers, storage.orElseThrow(), client.get(), intended);
        return new ModActions(onStorage, mods.orElseThrow(), client.get(), intended, BETWEEN_QUESTIONS, clock);
    }

    /** What is answered to who asks for a refresh of all mods; it is only begun. */
    Reply refreshMods(boolean dryRun) {
        if (mods.isEmpty()) {
            return Reply.error(503, "this daemon knows no agents, and they are who caches mods",
                    "Maybe set AGENT_TOKEN_FILE, and start agents with --chores: see docs/chores.md.");
        }
        if (dryRun) {
            return Reply.error(409, "this daemon is in dry run and has nothing refreshed", "Maybe set DRY_RUN=false.");
        }
        mods.get().refresh();
        return Reply.json(200, Map.of("status", "mod_refresh_triggered"));
    }

    /** What they tell now, once; of garbage only where any is ever collected. Nothing is done. */
    Set<Object> asked() {
        Set<Object> facts = new HashSet<>();
        Stream<AgentObserver> all = Stream.of(storage.filter(one -> collects).stream(), containers.stream(), mods.stream())
                .flatMap(some -> some);
        all.forEach(one -> {
            one.lookOnce();
            facts.addAll(one.observe().facts());
        });
        return facts;
    }

    /** Whether the agent of that node told of its containers. */
    boolean tells(String nodeId) {
        return containers.flatMap(one -> one.agent(nodeId)).isPresent();
    }

    void start() {
        containers.ifPresent(ContainerObserver::start);
        storage.ifPresent(StorageObserver::start);
        mods.ifPresent(ModObserver::start);
    }

    @Override
    public void close() {
        containers.ifPresent(ContainerObserver::close);
        storage.ifPresent(StorageObserver::close);
        mods.ifPresent(ModObserver::close);
        agents.forEach(Agents::close);
        fetcher.close();
        lookUps.shutdownNow();
    }
}
