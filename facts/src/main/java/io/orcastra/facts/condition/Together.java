package io.orcastra.facts.condition;

/** So many replicas of the service, two or more, sit together on the node, and are to be spread. */
public record Together(String serviceId, String nodeId, long count) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
