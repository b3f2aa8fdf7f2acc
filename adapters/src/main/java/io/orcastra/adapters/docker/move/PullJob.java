package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A replicated job that makes one node pull one image: without mounts, networks, secrets or environment, never
 * restarted. Its command exists in no image, so that nothing of the image is ever run: the container is created, which
 * needs the image, and fails to start.
 *
 * @param name      of the job's service; recorded in the ledger before it is created
 * @param serviceId the service that is to be moved
 */
record PullJob(String name, String serviceId, String image, String nodeId) {

    /** Service label by which every pull job can be found. */
    static final String LABEL = "orcastra.pull";

    /** What a job's container would run. */
    private static final String NOTHING = "/orcastra-pulls-only";

    JsonNode spec() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("Name", name);
        spec.putObject("Labels").put(LABEL, serviceId);
        ObjectNode template = spec.putObject("TaskTemplate");
        template.putObject("ContainerSpec").put("Image", image).putArray("Command").add(NOTHING);
        template.putObject("RestartPolicy").put("Condition", "none");
        template.putObject("Placement").putArray("Constraints").add("node.id==" + nodeId);
        spec.putObject("Mode").putObject("ReplicatedJob").put("MaxConcurrent", 1).put("TotalCompletions", 1);
        return spec;
    }

    /** Whether the task shows that the image is there: a container is created only from a present image. */
    static boolean isPulled(TaskReading task) {
        return switch (task.state()) {
            case READY, STARTING, RUNNING, COMPLETE, FAILED -> true;
            default -> !task.containerId().isEmpty();
        };
    }
}
