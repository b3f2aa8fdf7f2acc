package io.orcastra.adapters.docker.move;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One look at a service, its tasks and the nodes. */
record SwarmView(Optional<ServiceReading> service, List<TaskReading> tasks, List<NodeReading> nodes) {

    static SwarmView of(SwarmReader reader, String serviceId) {
        Optional<ServiceReading> service = reader.service(serviceId);
        return new SwarmView(service, service.isPresent() ? reader.tasks(serviceId) : List.of(), reader.nodes());
    }

    /** The service, if it may be written now. */
    ServiceReading writableService() throws Refusal {
        ServiceReading present = service.orElseThrow(() -> Refusal.unneeded("the service does not exist any more"));
        if (present.isJob()) {
            throw Refusal.impossible("it is a job, and any write runs a job again");
        }
        if (present.isBeingUpdated()) {
            throw Refusal.impossible("somebody else's update of it is not over: "
                    + present.object().path("UpdateStatus").path("State").asText());
        }
        return present;
    }

    Set<TaskReading> wanted(Predicate<TaskReading> condition) {
        return tasks.stream().filter(TaskReading::isWanted).filter(condition).collect(Collectors.toSet());
    }

    int running() {
        return runningIds().size();
    }

    Set<String> runningIds() {
        return Progress.runningOnReadyNodes(tasks, nodes);
    }

    Set<String> taskIds() {
        return tasks.stream().map(TaskReading::id).collect(Collectors.toSet());
    }

    /** Those of the given nodes that take tasks. */
    Set<String> takingTasks(Set<String> ids) {
        return nodes.stream().filter(NodeReading::takesTasks).map(NodeReading::id).filter(ids::contains)
                .collect(Collectors.toSet());
    }

    Set<String> activeOutside(Set<String> ids) {
        return nodes.stream().filter(NodeReading::isActive).map(NodeReading::id).filter(id -> !ids.contains(id))
                .collect(Collectors.toCollection(HashSet::new));
    }

    String hostname(String nodeId) {
        return nodes.stream().filter(node -> node.id().equals(nodeId)).map(NodeReading::hostname).findFirst()
                .orElse(nodeId);
    }
}
