package io.orcastra.facts.condition;

/** Memory in use has reached what counts as an emergency, and has not been well below it since. */
public record NodeRunningOutOfMemory(String nodeId) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
