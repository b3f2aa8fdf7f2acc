package io.orcastra.adapters.ssh;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.Observer;
import io.orcastra.facts.cluster.LeftTask;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachinesAsked;
import io.orcastra.facts.cluster.ManagerByDefault;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.StoppedTask;
import io.orcastra.facts.policy.InventoryNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machines of the inventory. Asks them on a thread of its own; {@link #observe()} tells what is known and never
 * waits nor fails: a machine that cannot be asked is a fact.
 */
public final class MachineObserver implements Observer, AutoCloseable {
    /** Label of the swarm that names the hostnames meant for managers when Orcastra made it. */
    static final String MANAGERS_LABEL = "io.orcastra.managers";
    private static final Logger LOG = LoggerFactory.getLogger(MachineObserver.class);
    private static final long LOOK_AT_SCHEDULE_MILLIS = 1000;

    private final MachineReader reader;
    private final MachineSchedule schedule;
    private final DockerApi docker;
    private final Supplier<? extends Collection<?>> policies;
    private final Supplier<Set<Object>> swarm;
    private final Clock clock;
    private final Map<String, Machine> known = new ConcurrentHashMap<>();
    private final Map<String, StoppedTask> stopped = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(MachineObserver::thread);
    private final ExecutorService askers;
    private volatile Set<ManagerByDefault> defaults;
    private volatile String ordered = "";
    private volatile String answered = "";

    /**
     * @param policies of the configuration in force
     * @param swarm    facts of the swarm as last observed
     */
    public MachineObserver(Bootstrap bootstrap, RemoteEngines engines, DockerApi docker,
            Supplier<? extends Collection<?>> policies, Supplier<Set<Object>> swarm, Clock clock) {
        reader = new MachineReader(engines);
        schedule = new MachineSchedule(bootstrap, clock);
        askers = Executors.newFixedThreadPool(bootstrap.ssh().sessions(), MachineObserver::thread);
        this.docker = docker;
        this.policies = policies;
        this.swarm = swarm;
        this.clock = clock;
    }

    @Override
    public String source() {
        return "machines";
    }

    /** Tells nothing before the swarm said whom it wants for managers: these would join as workers. */
    @Override
    public Observation observe() {
        Set<ManagerByDefault> managers = defaults;
        if (managers == null) {
            return new Observation(source(), clock.instant(), Set.of());
        }
        Set<Object> facts = new HashSet<>(machines());
        facts.addAll(managers);
        facts.addAll(stopped.values());
        if (!answered.isEmpty()) {
            facts.add(new MachinesAsked(answered));
        }
        return new Observation(source(), clock.instant(), facts);
    }

    /**
     * Asks from now on, until closed.
     *
     * @param asked called after each round in which a machine was asked, with all that is known of machines
     */
    public void start(Consumer<Set<Machine>> asked) {
        scheduler.scheduleWithFixedDelay(() -> roundSafely(asked), 0, LOOK_AT_SCHEDULE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** All are asked in the next round, whether they are due or not. */
    public void ordered(String order) {
        ordered = order;
    }

    /** That machine is asked in the next round, due or not. */
    public void changed(String hostname) {
        changed.add(hostname);
    }

    /** Asks all that are due now, and waits for their answers. */
    public Set<Machine> look() {
        String order = ordered;
        boolean all = !order.equals(answered);
        askLostAgain();
        List<InventoryNode> due = inventory()
                .filter(node -> changed.remove(node.hostname()) || all || schedule.due(node.hostname(), isReady(node.hostname()))).toList();
        ask(due);
        due.forEach(node -> schedule.asked(node.hostname(), isReady(node.hostname()), known.get(node.hostname()).state()));
        stopped.keySet().retainAll(left().map(LeftTask::id).collect(Collectors.toSet()));
        known.keySet().retainAll(inventory().map(InventoryNode::hostname).collect(Collectors.toSet()));
        answered = order;
        return due.isEmpty() ? Set.of() : machines();
    }

    /** While Swarm does not know how a node is, as after a change of the leader, it is not lost. */
    private void askLostAgain() {
        inventory().map(InventoryNode::hostname).filter(hostname -> isReady(hostname) || is(hostname, NodeStatus.DOWN))
                .filter(hostname -> schedule.stale(hostname, isReady(hostname))).forEach(changed::add);
    }

    /** Whether the engine this instance acts through is that machine's own; false too when one of them does not say. */
    public boolean actsOn(String hostname) {
        try {
            String own = docker.get("/info").path("ID").asText("none");
            return inventory().anyMatch(node -> node.hostname().equals(hostname) && reader.engine(node).equals(own));
        } catch (DockerFailure away) {
            return false;
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        askers.shutdownNow();
    }

    private void ask(List<InventoryNode> due) {
        List<Callable<Machine>> questions = due.stream().<Callable<Machine>>map(node -> () -> look(node)).toList();
        try {
            for (Future<Machine> answer : askers.invokeAll(questions)) {
                Machine machine = answer.get();
                known.put(machine.hostname(), machine);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while machines were asked", stop);
        } catch (ExecutionException unexpected) {
            throw new IllegalStateException("a machine could not be asked", unexpected.getCause());
        }
    }

    /**
     * What ran there of the swarm is asked only while Swarm has given some of it up. What has ended stays ended, whatever answers
     * later.
     */
    private Machine look(InventoryNode node) {
        Machine machine = reader.look(node);
        List<LeftTask> left = left().filter(task -> task.nodeId().equals(machine.nodeId())).toList();
        if (!left.isEmpty()) {
            reader.stopped(node, left).forEach(task -> stopped.put(task.id(), task));
        }
        return machine;
    }

    private Stream<LeftTask> left() {
        return swarm.get().stream().filter(LeftTask.class::isInstance).map(LeftTask.class::cast);
    }

    private void roundSafely(Consumer<Set<Machine>> asked) {
        try {
            String before = answered;
            Set<Machine> machines = look();
            boolean learnt = swarm.get().stream().anyMatch(Node.class::isInstance) && learnDefaults();
            if (!machines.isEmpty() || learnt || !before.equals(answered)) {
                asked.accept(machines());
            }
        } catch (RuntimeException unexpected) {
            LOG.error("Machines could not be asked; they are asked again", unexpected);
        }
    }

    /**
     * Asks the swarm whom it wants for managers, unless that is known: nobody changes it.
     *
     * @return whether it is known since now; false too where there is no swarm yet
     */
    public boolean learnDefaults() {
        if (defaults != null) {
            return false;
        }
        try {
            JsonNode label = docker.get("/swarm").path("Spec").path("Labels").path(MANAGERS_LABEL);
            defaults = Stream.of(label.asText("").split(",")).filter(name -> !name.isBlank()).map(ManagerByDefault::new)
                    .collect(Collectors.toUnmodifiableSet());
            return true;
        } catch (DockerFailure away) {
            LOG.debug("The swarm does not say whom it wants for managers: {}", away.getMessage());
            return false;
        }
    }

    private Set<Machine> machines() {
        return Set.copyOf(known.values());
    }

    private Stream<InventoryNode> inventory() {
        return new ArrayList<>(policies.get()).stream().filter(InventoryNode.class::isInstance).map(InventoryNode.class::cast)
                .filter(node -> !node.address().isEmpty());
    }

    private boolean isReady(String hostname) {
        return is(hostname, NodeStatus.READY);
    }

    private boolean is(String hostname, NodeStatus status) {
        return swarm.get().stream().anyMatch(fact -> fact instanceof Node node && node.hostname().equals(hostname)
                && node.status() == status);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "machines");
        thread.setDaemon(true);
        return thread;
    }
}
