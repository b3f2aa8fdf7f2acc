package io.orcastra.facts.condition;

/** The owner of the service wants it to run on this node while that is possible. */
public record PreferredNode(String serviceId, String nodeId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
