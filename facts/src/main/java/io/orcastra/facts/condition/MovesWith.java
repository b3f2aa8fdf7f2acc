package io.orcastra.facts.condition;

/** The member follows the anchor, directly or by way of others: both move as one or not at all. */
public record MovesWith(String anchorId, String memberId) implements Condition {
    @Override
    public String subject() {
        return anchorId;
    }
}
