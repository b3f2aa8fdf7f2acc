package io.orcastra.engine.simulation;

import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.Observer;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A swarm in memory and in virtual time: SwarmKit's scheduling, restarts and updates as docs and experiments tell them,
 * nodes that go and come, memory that grows. The same scenario and seed give the same story. Nothing happens but in
 * {@link #advance} and {@link #step}. Nodes and services are told by name. Used by one thread.
 */
public final class SimulatedSwarm {
    private final World world;
    private final Orchestrator orchestrator;
    private final Scheduler scheduler;
    private final Containers containers;
    private final Writes writes;
    private final Absences absences;
    private final Kernels kernels;
    private final MemorySource memory;
    private final PinMemory pins;
    private final NodeHoldings holdings;
    private final AskedMachines asked;
    private final InMemoryLedger kept = new InMemoryLedger();
    private final Ledger ledger;
    /** By node id, the services of the tasks the story began with there, once for each task. */
    private final Map<String, List<ServiceState>> firstTasks = new HashMap<>();

    public SimulatedSwarm(Scenario scenario, long seed) {
        world = new World(new VirtualClock(scenario.start()), new Random(seed), scenario.times());
        orchestrator = new Orchestrator(world);
        scheduler = new Scheduler(world);
        containers = new Containers(world, orchestrator);
        writes = new Writes(world, orchestrator, containers);
        absences = new Absences(world, orchestrator, containers, writes);
        kernels = new Kernels(world, containers);
        memory = new MemorySource(world, kernels);
        ledger = new ReachableLedger(kept, world::answers);
        pins = new PinMemory(ledger);
        new Arrangement(world, scenario).arrange();
        holdings = new NodeHoldings(world, scenario.holdings());
        asked = new AskedMachines(world, absences, scenario.answers());
        asked.arrange();
        kernels.start();
        memory.start();
        scenario.faults().forEach(fault -> world.timeline.in(fault.after(), () -> fault.fault().befall(this)));
        settle();
        world.tasks().forEach(task -> firstTasks.computeIfAbsent(task.nodeId, none -> new ArrayList<>()).add(task.service));
    }

    /** The cluster of an observation, going on as it was. */
    public static SimulatedSwarm of(Collection<?> facts, long seed, Instant start) {
        return new SimulatedSwarm(Scenario.of(facts, start), seed);
    }

    public Clock clock() {
        return world.clock;
    }

    /** Kept in the swarm: silent when its managers are. */
    public Ledger ledger() {
        return ledger;
    }

    /** As an instance beside this manager reaches it. */
    public Ledger ledger(String manager) {
        return new ReachableLedger(kept, reach(manager));
    }

    /** What an instance beside this manager observes: the swarm, the memory of its nodes, and what agents and machines tell. */
    public List<Observer> observers(String manager) {
        List<Observer> observers = new ArrayList<>(List.of(new ManagerSource(world, node(manager)), memory));
        hands().stream().filter(RemoteHands::areThere).forEach(observers::add);
        return observers;
    }

    public SimulatedActions actions(IntentLog intents) {
        return new SimulatedActions(world, writes, pins, intents, world::answers, this::step, hands());
    }

    /** Actions of an instance beside this manager. */
    public SimulatedActions actions(String manager, IntentLog intents) {
        return new SimulatedActions(world, writes, pins, intents, reach(manager), this::step, hands());
    }

    /**
     * Swarm replaces the tasks of a service in any order. From now on, it happens to begin with these.
     *
     * @param taskIds of whatever services
     */
    public void replaceFirst(Collection<String> taskIds) {
        world.replacedFirst = Set.copyOf(taskIds);
    }

    /** How often anybody wrote the ledger. */
    public long ledgerWrites() {
        return kept.writes();
    }

    /** Told of everything that happens from now on. */
    public void listen(SwarmListener listener) {
        world.listen(listener);
    }

    /** Told after each round of memory samples. */
    public void afterScrapes(Runnable look) {
        memory.afterRounds(look);
    }

    /** How long nothing has changed that anybody could observe, memory figures included. */
    public Duration rest() {
        return world.rest();
    }

    /** Lets time pass. */
    public void advance(Duration time) {
        long end = world.clock.nanos() + time.toNanos();
        while (world.clock.nanos() < end) {
            step(Duration.ofNanos(end - world.clock.nanos()));
        }
    }

    /** Lets time pass until the next thing has happened, at most so long. */
    public void step(Duration atMost) {
        world.timeline.step(atMost);
        settle();
    }

    /** The cluster and its memory, in the facts observers would tell if everything answered and nothing lied. */
    public Set<Object> facts() {
        Set<Object> facts = world.facts();
        facts.addAll(memory.truth());
        return facts;
    }

    public Census census() {
        return Census.of(world, kernels);
    }

    /** Whether somebody beside this manager gets answers from the swarm. */
    public boolean isReachable(String manager) {
        return reach(manager).getAsBoolean();
    }

    /** Hostname of the manager that leads; empty when none does. */
    public String leader() {
        return world.nodes.values().stream().filter(node -> node.seen.leadership() == Leadership.LEADER)
                .map(NodeState::hostname).findFirst().orElse("");
    }

    public void lose(String node) {
        absences.lose(node(node), true);
        settle();
    }

    public void cutOff(String node) {
        absences.lose(node(node), false);
        settle();
    }

    public void bringBack(String node) {
        absences.back(node(node));
        settle();
    }

    public void changeLeader() {
        absences.stepDown();
        settle();
    }

    public void silence(Duration length) {
        world.blind(length);
        world.timeline.in(length, world::touch);
        world.tell(Kind.SILENCE, "", "", "no manager answers for " + length.toSeconds() + " s");
    }

    public void crash(String service) {
        world.tasks(task -> task.service == service(service) && task.state == TaskState.RUNNING && task.wanted()
                        && world.nodes.get(task.nodeId).answers())
                .forEach(task -> containers.fail(task, TaskState.FAILED, "task: non-zero exit (1)"));
        settle();
    }

    public void behave(String service, Behaviour behaviour) {
        service(service).behaviour = behaviour;
        service(service).behavesSince = world.now();
        world.changed();
    }

    /**
     * From now on so much of a node's memory would be in use, if the tasks the story began with there were there still.
     * What was moved away since is less, and what came is more.
     */
    public void fill(String node, long bytes) {
        NodeState state = node(node);
        long tasks = firstTasks.getOrDefault(state.id, List.of()).stream()
                .mapToLong(service -> service.behaviour.memory().bytesAfter(
                        Duration.between(service.behavesSince, world.now()))).sum();
        state.baseBytes = Math.max(0, bytes - tasks);
        world.changed();
    }

    public void exporter(String node, ExporterState state) {
        node(node).exporter = state;
        world.tell(Kind.EXPORTER, node(node).id, node(node).id,
                "the exporter of " + node + " is " + state.name().toLowerCase(Locale.ROOT));
    }

    /** The health check of a container says something else from now on. */
    public void becomes(String container, ContainerHealth health) {
        holdings.becomes(container, health);
    }

    /** A machine answers otherwise over SSH from now on. */
    public void becomes(String machine, MachineState state) {
        asked.becomes(machine, state);
    }

    /** Its owner deploys another image. */
    public void update(String service, boolean fromStack) {
        ServiceState state = service(service);
        Spec own = pins.unpinned(state.id);
        Spec base = fromStack && own != null ? state.spec.with(own.constraints()) : state.spec;
        world.tell(Kind.UPDATED_BY_OWNER, state.id, "", "its owner updates " + service);
        writes.update(state, base.withTasks(base.taskVersion() + 1));
        settle();
    }

    public void rollBack(String service) {
        writes.rollBack(service(service));
        settle();
    }

    public void scale(String service, int replicas) {
        writes.scale(service(service), replicas);
        settle();
    }

    public void drain(String node) {
        writes.availability(node(node), Availability.DRAIN);
        settle();
    }

    public void activate(String node) {
        writes.availability(node(node), Availability.ACTIVE);
        settle();
    }

    public void pause(String node) {
        writes.availability(node(node), Availability.PAUSE);
        settle();
    }

    public void label(String node, String key, String value) {
        writes.label(node(node), key, value);
        settle();
    }

    public void unlabel(String node, String key) {
        writes.unlabel(node(node), key);
        settle();
    }

    /** Managers answer to every change until nothing more follows from it. */
    private void settle() {
        while (world.moved()) {
            if (world.answers()) {
                orchestrator.reconcile();
                scheduler.assign();
            }
            containers.progress();
            for (ServiceState service : world.services.values()) {
                if (service.rollout != null && world.answers()) {
                    service.rollout.progress();
                }
            }
        }
    }

    private List<RemoteHands> hands() {
        return List.of(holdings, asked);
    }

    private BooleanSupplier reach(String manager) {
        NodeState node = node(manager);
        return () -> node.answers() && world.answers();
    }

    private NodeState node(String hostname) {
        return world.nodes.values().stream().filter(node -> node.hostname().equals(hostname)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node is named '" + hostname + "'"));
    }

    private ServiceState service(String name) {
        return world.services.values().stream().filter(service -> service.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service is named '" + name + "'"));
    }
}
