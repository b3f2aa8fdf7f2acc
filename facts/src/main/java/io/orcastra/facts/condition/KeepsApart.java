package io.orcastra.facts.condition;

/** The service is not to run on a node with another of its group. */
public record KeepsApart(String serviceId, String group) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
