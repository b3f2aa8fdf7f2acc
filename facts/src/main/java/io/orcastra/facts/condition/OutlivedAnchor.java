package io.orcastra.facts.condition;

/** A running task of the dependent is older than the task that replaced the anchor's failed one. */
public record OutlivedAnchor(String dependentId, String failedTask) implements Condition {
    @Override
    public String subject() {
        return dependentId;
    }
}
