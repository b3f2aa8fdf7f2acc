package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.Filters;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.engine.port.Observer;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.LocalEngine;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The swarm as the manager behind one engine knows it: {@code GET /nodes}, {@code /services} and {@code /tasks}, and a
 * fourth call for ended tasks only when a task vanished or is lacking, one for networks when a service that Orcastra made
 * has some, and one for what nodes that were lost may still run, if it is wanted. Who that manager is, is asked once per
 * connection.
 */
public final class DockerObserver implements Observer {
    /** See {@link #source()}. */
    public static final String SOURCE = "docker";

    private static final String LIVE_TASKS = "/tasks" + Filters.with("desired-state",
            "new", "pending", "assigned", "accepted", "preparing", "ready", "starting", "running", "complete")
            .query();

    private final DockerApi api;
    private final InstantSource clock;
    private final EndedTasks ended;
    private final LeftTasks left;
    private LocalEngine local;

    /** @param interesting full names of services whose ended tasks are wanted from the first look on, such as anchors */
    public DockerObserver(DockerApi api, InstantSource clock, Predicate<String> interesting) {
        this(api, clock, interesting, () -> true);
    }

    /** @param fencing whether it is wanted at present what nodes that were lost may still run */
    public DockerObserver(DockerApi api, InstantSource clock, Predicate<String> interesting, BooleanSupplier fencing) {
        this.api = api;
        this.clock = clock;
        this.ended = new EndedTasks(interesting);
        this.left = new LeftTasks(api, fencing);
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public Observation observe() throws ObservationFailed {
        Instant at = clock.instant();
        try {
            return new Observation(source(), at, look());
        } catch (DockerFailure failure) {
            local = null;
            throw new ObservationFailed(failure.getMessage(), failure);
        }
    }

    private Set<Object> look() throws ObservationFailed {
        try {
            return lookOnce();
        } catch (NotFound removedMeanwhile) {
            // a service went away between two of the questions: the answers do not belong together
            return lookOnce();
        }
    }

    private Set<Object> lookOnce() throws ObservationFailed {
        Set<Object> facts = new HashSet<>();
        if (local == null) {
            local = identity(api.get("/info").path("Swarm"));
        }
        facts.add(local);
        api.list("/nodes", NodeReader::read).forEach(facts::addAll);
        List<OwnService> own = new ArrayList<>();
        api.list("/services", service -> {
            if (OwnService.isOne(service)) {
                own.add(new OwnService(service));
            }
            return ServiceReader.read(service);
        }).forEach(facts::addAll);
        Networks networks = own.stream().anyMatch(OwnService::hasNetworks) ? Networks.of(api) : Networks.NONE;
        own.forEach(service -> facts.addAll(service.facts(networks)));
        List<Service> services = only(Service.class, facts);
        NetworkDrivers drivers = new NetworkDrivers();
        List<Task> tasks = liveTasks(services, drivers);
        drivers.tell(services, facts);
        Set<String> asked = ended.unknown(services, tasks);
        ended.looked(services, tasks, asked, asked.isEmpty() ? List.of() : endedTasks(asked));
        facts.addAll(tasks);
        facts.addAll(ended.facts());
        facts.addAll(left.look(only(Node.class, facts)));
        return facts;
    }

    /**
     * Without tasks that belong to no listed service (network attachments; a service younger than the list of services,
     * which the next look has) and without finished tasks of jobs, which Swarm wants complete.
     */
    private List<Task> liveTasks(List<Service> services, NetworkDrivers drivers) {
        Set<String> ids = services.stream().map(Service::id).collect(Collectors.toSet());
        return api.list(LIVE_TASKS, task -> {
            drivers.look(task);
            return TaskReader.live(task);
        }).stream()
                .filter(task -> ids.contains(task.serviceId()))
                .filter(task -> task.desired() != TaskState.COMPLETE || task.state().compareTo(TaskState.RUNNING) <= 0)
                .toList();
    }

    /**
     * Whether that engine is a worker of a swarm; false too when it does not say. A manager that cannot be controlled for a
     * moment, as while it starts, is no worker: it is one of the managers it knows.
     */
    public static boolean isWorker(DockerApi api) {
        try {
            JsonNode swarm = api.get("/info").path("Swarm");
            String node = Fields.text(swarm, "NodeID");
            return Fields.text(swarm, "LocalNodeState").equals("active") && !swarm.path("ControlAvailable").asBoolean()
                    && StreamSupport.stream(swarm.path("RemoteManagers").spliterator(), false)
                            .noneMatch(manager -> Fields.text(manager, "NodeID").equals(node));
        } catch (DockerFailure away) {
            return false;
        }
    }

    private List<EndedTask> endedTasks(Set<String> services) {
        Filters filters = Filters.with("desired-state", "shutdown").and("service", services);
        return api.list("/tasks" + filters.query(), TaskReader::ended);
    }

    private LocalEngine identity(JsonNode swarm) throws ObservationFailed {
        String node = Fields.text(swarm, "NodeID");
        String cluster = Fields.text(swarm, "Cluster", "ID");
        if (node.isEmpty() || cluster.isEmpty()) {
            throw new ObservationFailed("the engine is no working manager of a swarm (its state in the swarm is \""
                    + Fields.text(swarm, "LocalNodeState") + "\").\nMaybe run on a manager node, or the swarm has lost its "
                    + "quorum; docker node ls on a manager shows which.", null);
        }
        return new LocalEngine(node, api.version(), cluster);
    }

    private static <T> List<T> only(Class<T> type, Collection<Object> facts) {
        List<T> found = new ArrayList<>();
        facts.stream().filter(type::isInstance).map(type::cast).forEach(found::add);
        return found;
    }
}
