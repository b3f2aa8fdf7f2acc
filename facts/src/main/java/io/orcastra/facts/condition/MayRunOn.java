package io.orcastra.facts.condition;

/** A copy of a single writer may run on a node that is down: neither its end nor the node's is known. */
public record MayRunOn(String serviceId, String nodeId) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
