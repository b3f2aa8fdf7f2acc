package io.orcastra.facts.decision;

/**
 * A rule's wish to act.
 *
 * @param rule   id of the rule, such as {@code ORC-COL-010}
 * @param action what to do
 * @param cause  identity of what made it necessary; cooldown and backoff hold a wish for the same cause only, so that
 *               a new cause is acted upon at once
 * @param reason English, one clause
 */
public record Proposal(String rule, Action action, String cause, String reason) {

    /** Id of the node or service that would be written. */
    public String subject() {
        return action.subject();
    }
}
