package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import java.util.Collection;
import java.util.Optional;

/** Whether the image of a service can be on the nodes its tasks go to, before they go there. */
final class ImageCheck {

    private final ClusterView cluster;

    ImageCheck(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** Why not, if so: it would have to be pulled there first, by a job, which the engine does not know. */
    Optional<String> obstacle(Service service, Collection<String> nodeIds) {
        return cluster.localEngine().filter(engine -> !engine.hasJobs())
                .flatMap(engine -> nodeIds.stream().sorted()
                        .filter(nodeId -> !isPresent(service.image(), nodeId))
                        .findFirst()
                        .map(nodeId -> cluster.hostname(nodeId) + " has run no task of " + service.image()
                                + ", and this engine's API (" + engine.apiVersion() + ") has no jobs to pull it with;"
                                + " maybe run a task of that digest there by hand, or update the engines"));
    }

    /** A task that runs proves it, of whichever service; a name without a digest may by now mean another image. */
    private boolean isPresent(String image, String nodeId) {
        return image.contains("@sha256:") && cluster.placedTasks().stream()
                .filter(task -> task.nodeId().equals(nodeId) && task.state() == TaskState.RUNNING)
                .map(Task::serviceId).map(cluster::service)
                .anyMatch(other -> other != null && other.image().equals(image));
    }
}
