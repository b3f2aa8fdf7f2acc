package io.orcastra.facts.condition;

/** A node that is down for good: its machine was made anew and takes part as another node. */
public record Superseded(String nodeId, String hostname) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
