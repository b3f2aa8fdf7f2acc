package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;

/** One element of {@code GET /tasks}. */
final class TaskReader {

    private TaskReader() { }

    static Task live(JsonNode json) {
        return new Task(
                Fields.text(json, "ID"),
                Fields.text(json, "ServiceID"),
                json.path("Slot").asInt(0),
                Fields.text(json, "NodeID"),
                state(Fields.text(json, "DesiredState")),
                state(Fields.text(json, "Status", "State")),
                Fields.instant(json, "CreatedAt"),
                Fields.instant(json, "Status", "Timestamp"),
                Fields.text(json, "Status", "Err"));
    }

    static EndedTask ended(JsonNode json) {
        Task task = live(json);
        return new EndedTask(task.id(), task.serviceId(), task.slot(), task.nodeId(), task.state(), task.error(),
                task.createdAt(), task.since());
    }

    private static TaskState state(String text) {
        return Fields.constant(TaskState.class, text, TaskState.NEW, TaskState.NEW);
    }
}
