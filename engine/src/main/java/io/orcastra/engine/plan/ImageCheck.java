package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import java.util.Optional;

/** Whether the image of a service can be on a node before a task goes there. */
final class ImageCheck {

    private final ClusterView cluster;

    ImageCheck(ClusterView cluster) {
        this.cluster = cluster;
    }

    /** What the node has not done, if so: the image would have to be pulled there first, by a job, which the engine does not know. */
    Optional<String> obstacle(Service service, String nodeId) {
        return cluster.localEngine().filter(engine -> !engine.hasJobs() && !isPresent(service.image(), nodeId))
                .map(engine -> "has run no task of " + service.image() + ", and this engine's API (" + engine.apiVersion()
                        + ") has no jobs to pull it with; maybe run a task of that digest there by hand, or update the engines");
    }

    /** A task that runs proves it, of whichever service; a name without a digest may by now mean another image. */
    private boolean isPresent(String image, String nodeId) {
        return image.contains("@sha256:") && cluster.placedTasks().stream()
                .filter(task -> task.nodeId().equals(nodeId) && task.state() == TaskState.RUNNING)
                .map(Task::serviceId).map(cluster::service)
                .anyMatch(other -> other != null && other.image().equals(image));
    }
}
