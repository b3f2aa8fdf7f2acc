package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * A task as the engine answered it, ended ones included.
 *
 * @param nodeId      empty until assigned
 * @param containerId empty until there is a container, which is never without the image
 * @param error       empty when there is none
 * @param start       from its creation until it ran, the pull of its image included; zero while it does not run
 */
record TaskReading(
        String id, String nodeId, TaskState desired, TaskState state, String image, String containerId, String error,
        Duration start) {

    TaskReading(
            String id, String nodeId, TaskState desired, TaskState state, String image, String containerId, String error) {
        this(id, nodeId, desired, state, image, containerId, error, Duration.ZERO);
    }

    static TaskReading of(JsonNode task) {
        JsonNode status = task.path("Status");
        return new TaskReading(
                task.path("ID").asText(),
                task.path("NodeID").asText(""),
                state(task.path("DesiredState")),
                state(status.path("State")),
                task.at("/Spec/ContainerSpec/Image").asText(""),
                status.path("ContainerStatus").path("ContainerID").asText(""),
                status.path("Err").asText(""),
                start(task));
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

    private static Duration start(JsonNode task) {
        if (state(task.at("/Status/State")) != TaskState.RUNNING) {
            return Duration.ZERO;
        }
        try {
            Duration took = Duration.between(Instant.parse(task.path("CreatedAt").asText("")),
                    Instant.parse(task.at("/Status/Timestamp").asText("")));
            return took.isNegative() ? Duration.ZERO : took;
        } catch (DateTimeParseException unknown) {
            return Duration.ZERO;
        }
    }

    private static TaskState state(JsonNode text) {
        try {
            return TaskState.valueOf(text.asText("").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return TaskState.NEW;
        }
    }
}
