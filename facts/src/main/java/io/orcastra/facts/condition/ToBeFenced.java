package io.orcastra.facts.condition;

import io.orcastra.facts.policy.FencingMode;

/** A single writer that must not be started elsewhere while a copy may run on a node that is down. */
public record ToBeFenced(String serviceId, FencingMode mode) implements Condition {
    @Override
    public String subject() {
        return serviceId;
    }
}
