package io.orcastra.adapters.agent;

import com.fasterxml.jackson.databind.JsonNode;

/** A container Swarm runs for a task, as the engine lists it. */
record SwarmContainer(String id, String name, String taskId, String serviceId, String serviceName, String nodeId) {

    /** Label by which the engine finds them. */
    static final String TASK_LABEL = "com.docker.swarm.task.id";

    static SwarmContainer of(JsonNode json) {
        JsonNode labels = json.path("Labels");
        return new SwarmContainer(json.path("Id").asText(), json.path("Names").path(0).asText().replaceFirst("^/", ""),
                labels.path(TASK_LABEL).asText(), labels.path("com.docker.swarm.service.id").asText(),
                labels.path("com.docker.swarm.service.name").asText(), labels.path("com.docker.swarm.node.id").asText());
    }
}
