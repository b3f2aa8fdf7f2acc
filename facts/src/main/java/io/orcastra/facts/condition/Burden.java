package io.orcastra.facts.condition;

import java.time.Duration;

/** A replicated service has a task on a node under memory pressure, which must last for {@code window} first. */
public record Burden(String serviceId, String nodeId, Duration window) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
