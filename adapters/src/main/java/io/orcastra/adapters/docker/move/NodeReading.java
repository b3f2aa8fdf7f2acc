package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A node as the engine answered it.
 *
 * @param isUnknown neither ready nor down, as every node is for a while after a change of leader
 */
record NodeReading(String id, String hostname, boolean isReady, boolean isUnknown, boolean isActive) {

    static NodeReading of(JsonNode node) {
        return new NodeReading(
                node.path("ID").asText(),
                node.at("/Description/Hostname").asText(""),
                "ready".equals(node.at("/Status/State").asText()),
                "unknown".equals(node.at("/Status/State").asText()),
                "active".equals(node.at("/Spec/Availability").asText()));
    }

    boolean takesTasks() {
        return isReady && isActive;
    }

    /** Whether it is neither down nor closed to tasks. What an unknown node is, only its next heartbeat tells. */
    boolean mayTakeTasks() {
        return (isReady || isUnknown) && isActive;
    }
}
