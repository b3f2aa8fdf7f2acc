package io.orcastra.facts.condition;

/** Memory in use has reached the threshold, and has not been well below it since. */
public record NodeUnderMemoryPressure(String nodeId) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
