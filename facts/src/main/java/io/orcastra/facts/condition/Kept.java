package io.orcastra.facts.condition;

/**
 * Something stored on a node is kept, whatever else is true of it.
 *
 * @param item   id of an image or container, or name of a volume
 * @param reason English, one clause
 */
public record Kept(String nodeId, String item, String reason) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
