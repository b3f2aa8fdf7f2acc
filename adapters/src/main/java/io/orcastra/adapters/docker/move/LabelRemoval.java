package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.observe.ConstraintReader;
import io.orcastra.adapters.docker.write.NodeLabelEdits;
import io.orcastra.adapters.docker.write.SpecEdit;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.TaskState;
import java.util.Optional;

/**
 * Takes a label from a node, unless a task there needs it by now: Swarm would evict it at once. The rules looked too,
 * but some time ago. From a node that is not ready nothing can be evicted.
 */
record LabelRemoval(SwarmReader reader, String key) implements SpecEdit {

    @Override
    public Decision decide(JsonNode node) {
        String value = node.path("Spec").path("Labels").path(key).asText();
        Optional<ServiceReading> inNeed = NodeReading.of(node).isReady()
                ? reader.services().stream()
                        .filter(service -> asksFor(service, value))
                        .filter(service -> isOn(service, node.path("ID").asText()))
                        .findFirst()
                : Optional.empty();
        return inNeed
                .<Decision>map(service -> new Leave("a task of " + service.name() + " has come to need the label " + key
                        + " there; what to do is decided anew"))
                .orElseGet(() -> NodeLabelEdits.remove(key).decide(node));
    }

    private boolean asksFor(ServiceReading service, String value) {
        return Constraints.of(service.spec()).stream()
                .flatMap(expression -> ConstraintReader.read(service.id(), expression).stream())
                .anyMatch(constraint -> constraint.operator() == ConstraintOperator.EQUAL
                        && constraint.labelKey().equals(key) && constraint.value().equalsIgnoreCase(value));
    }

    private boolean isOn(ServiceReading service, String nodeId) {
        return reader.tasks(service.id()).stream().anyMatch(task -> task.nodeId().equals(nodeId)
                && task.isWanted() && task.state().compareTo(TaskState.RUNNING) <= 0);
    }
}
