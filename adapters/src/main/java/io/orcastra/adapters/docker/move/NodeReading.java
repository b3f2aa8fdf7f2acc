package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;

/** A node as the engine answered it. */
record NodeReading(String id, String hostname, boolean isReady, boolean isActive) {

    static NodeReading of(JsonNode node) {
        return new NodeReading(
                node.path("ID").asText(),
                node.at("/Description/Hostname").asText(""),
                "ready".equals(node.at("/Status/State").asText()),
                "active".equals(node.at("/Spec/Availability").asText()));
    }

    boolean takesTasks() {
        return isReady && isActive;
    }
}
