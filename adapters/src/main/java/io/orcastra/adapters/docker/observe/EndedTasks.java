package io.orcastra.adapters.docker.observe;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How the last task of each slot ended, remembered between looks, so that the engine is asked for ended tasks only when
 * its answer can be news. An idle swarm is never asked.
 */
final class EndedTasks {

    private final Predicate<String> interesting;
    private Map<String, Set<String>> live = Map.of();
    private Map<String, Set<String>> liveWhenAsked = Map.of();
    private Map<String, List<EndedTask>> known = Map.of();

    /** @param interesting names of services whose past matters from the first look on, such as anchors */
    EndedTasks(Predicate<String> interesting) {
        this.interesting = interesting;
    }

    /** The services whose ended tasks have to be asked for in this look; changes nothing. */
    Set<String> unknown(Collection<Service> services, Collection<Task> tasks) {
        Map<String, Set<String>> now = byService(tasks);
        return services.stream()
                .filter(service -> mustAsk(service, now.getOrDefault(service.id(), Set.of())))
                .map(Service::id)
                .collect(Collectors.toSet());
    }

    private boolean mustAsk(Service service, Set<String> now) {
        Set<String> before = live.getOrDefault(service.id(), Set.of());
        if (!now.containsAll(before)) {
            return true;
        }
        Set<String> whenAsked = liveWhenAsked.get(service.id());
        if (whenAsked == null && interesting.test(service.name())) {
            return true;
        }
        return lacks(service, now.size()) && !now.equals(whenAsked);
    }

    /** On how many nodes a global service should run is Swarm's to know; none at all is worth a question. */
    private static boolean lacks(Service service, int tasks) {
        return switch (service.mode()) {
            case REPLICATED -> tasks < service.replicas();
            case GLOBAL -> tasks == 0;
            case REPLICATED_JOB, GLOBAL_JOB -> false;
        };
    }

    /**
     * Remembers a complete look.
     *
     * @param asked    the services asked for
     * @param answered all tasks of these that Swarm no longer wants, ended or still ending
     */
    void looked(Collection<Service> services, Collection<Task> tasks, Set<String> asked, List<EndedTask> answered) {
        Map<String, Set<String>> now = byService(tasks);
        Set<String> ids = services.stream().map(Service::id).collect(Collectors.toSet());
        Map<String, Set<String>> nextWhenAsked = new HashMap<>(liveWhenAsked);
        Map<String, List<EndedTask>> nextKnown = new HashMap<>(known);
        Map<String, List<EndedTask>> answers =
                answered.stream().collect(Collectors.groupingBy(EndedTask::serviceId));
        for (String id : asked) {
            nextWhenAsked.put(id, now.getOrDefault(id, Set.of()));
            nextKnown.put(id, lastPerSlot(answers.getOrDefault(id, List.of())));
        }
        nextWhenAsked.keySet().retainAll(ids);
        nextKnown.keySet().retainAll(ids);
        live = now;
        liveWhenAsked = nextWhenAsked;
        known = nextKnown;
    }

    List<EndedTask> facts() {
        List<EndedTask> facts = new ArrayList<>();
        known.values().forEach(facts::addAll);
        return facts;
    }

    /**
     * The youngest by creation, for the stamp of a status may be younger on an old task that was slow to stop. If that
     * one has not ended, being on a dead node, an older one does not stand in for it.
     */
    private static List<EndedTask> lastPerSlot(List<EndedTask> answered) {
        Map<Object, EndedTask> youngest = answered.stream().collect(Collectors.toMap(
                task -> task.slot() > 0 ? task.slot() : task.nodeId(),
                task -> task,
                BinaryOperator.maxBy(Comparator.comparing(EndedTask::createdAt))));
        return youngest.values().stream().filter(task -> task.state().compareTo(TaskState.RUNNING) > 0).toList();
    }

    private static Map<String, Set<String>> byService(Collection<Task> tasks) {
        return tasks.stream().collect(
                Collectors.groupingBy(Task::serviceId, Collectors.mapping(Task::id, Collectors.toSet())));
    }
}
