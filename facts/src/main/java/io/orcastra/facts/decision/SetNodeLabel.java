package io.orcastra.facts.decision;

import java.util.Locale;

/** Set one label of a node. */
public record SetNodeLabel(String nodeId, String key, String value) implements Action {

    /** The value as SwarmKit compares it in a constraint, without regard to case. */
    public String foldedValue() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String subject() {
        return nodeId;
    }
}
