package io.orcastra.facts.condition;

/**
 * A service stays on a node that is to be emptied, and is not asked to leave it.
 *
 * @param nodeId the node that is to be emptied
 * @param reason English, one clause
 */
public record StaysBehind(String serviceId, String nodeId, String reason) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
