package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.TaskState;
import java.util.Locale;

/**
 * A task as the engine answered it, ended ones included.
 *
 * @param nodeId      empty until assigned
 * @param containerId empty until there is a container, which is never without the image
 * @param error       empty when there is none
 */
record TaskReading(
        String id, String nodeId, TaskState desired, TaskState state, String image, String containerId, String error) {

    static TaskReading of(JsonNode task) {
        JsonNode status = task.path("Status");
        return new TaskReading(
                task.path("ID").asText(),
                task.path("NodeID").asText(""),
                state(task.path("DesiredState")),
                state(status.path("State")),
                task.at("/Spec/ContainerSpec/Image").asText(""),
                status.path("ContainerStatus").path("ContainerID").asText(""),
                status.path("Err").asText(""));
    }

    boolean isWanted() {
        return desired.compareTo(TaskState.RUNNING) <= 0;
    }

    /** Whether it has ended although Swarm had wanted it to run. */
    boolean hasFailed() {
        return switch (state) {
            case COMPLETE, FAILED, REJECTED -> true;
            default -> false;
        };
    }

    /** Whether a container of it runs, is being started, or was tried. */
    boolean isBegun() {
        return hasFailed() || state == TaskState.STARTING || state == TaskState.RUNNING;
    }

    boolean isRunning() {
        return desired == TaskState.RUNNING && state == TaskState.RUNNING;
    }

    private static TaskState state(JsonNode text) {
        try {
            return TaskState.valueOf(text.asText("").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return TaskState.NEW;
        }
    }
}
