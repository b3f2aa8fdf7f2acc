package io.orcastra.facts.condition;

/** Two services that are kept apart run on one node; there is one of these for each of the two. */
public record TooClose(String serviceId, String otherId, String nodeId) implements Condition {

    /** Whether the service is the one of the two that makes way, if it can. */
    public boolean makesWay() {
        return serviceId.compareTo(otherId) > 0;
    }

    @Override
    public String subject() {
        return serviceId;
    }
}
