package io.orcastra.facts.condition;

/**
 * A mod should be fetched to a node, or be looked at again there.
 *
 * @param file its name in the cache of the node
 */
public record ModDue(String nodeId, String file) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
