package io.orcastra.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;

/**
 * A task as the engine tells it.
 *
 * @param id      its identity
 * @param slot    its slot, 0 for a global service
 * @param node    id of its node, empty before it is assigned
 * @param desired the desired state
 * @param state   the observed state
 * @param created when the manager made it
 * @param since   when it reached its observed state, by the clock of its node
 * @param message the engine's word on the state, with its error if there is one
 */
public record LabTask(String id, int slot, String node, String desired, String state, Instant created, Instant since,
                      String message) {

    static final Comparator<LabTask> NEWEST_FIRST = Comparator.comparing(LabTask::created).reversed();

    static LabTask of(JsonNode task) {
        JsonNode status = task.path("Status");
        return new LabTask(task.path("ID").asText(), task.path("Slot").asInt(), task.path("NodeID").asText(),
                task.path("DesiredState").asText(), status.path("State").asText(),
                Instant.parse(task.path("CreatedAt").asText()), Instant.parse(status.path("Timestamp").asText()),
                (status.path("Message").asText() + " " + status.path("Err").asText()).strip());
    }

    /** Desired running and observed running. */
    public boolean running() {
        return desired.equals("running") && state.equals("running");
    }
}
