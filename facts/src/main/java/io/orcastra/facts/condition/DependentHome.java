package io.orcastra.facts.condition;

/** Every anchor of the dependent has a task running on this node, so the dependent may live there. */
public record DependentHome(String dependentId, String nodeId) implements Condition {
    @Override
    public String subject() {
        return dependentId;
    }
}
