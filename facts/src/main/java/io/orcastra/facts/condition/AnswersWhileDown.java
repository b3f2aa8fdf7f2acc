package io.orcastra.facts.condition;

/** The swarm holds the node for down, and its machine answers over SSH. */
public record AnswersWhileDown(String nodeId, String hostname) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
