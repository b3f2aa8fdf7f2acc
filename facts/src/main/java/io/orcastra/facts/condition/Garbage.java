package io.orcastra.facts.condition;

/**
 * Something stored on a node that nobody needs.
 *
 * @param item  {@code image}, {@code container} or {@code volume}, a space, and its id or name
 * @param bytes what is reclaimed with it
 */
public record Garbage(String nodeId, String item, long bytes) implements Condition {
    @Override
    public String subject() {
        return nodeId;
    }
}
