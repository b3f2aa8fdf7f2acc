package io.orcastra.facts.cluster;

import java.util.Locale;

/**
 * One placement constraint of a service, such as {@code node.labels.db == true}; all of a service's constraints
 * are ANDed. An expression SwarmKit could not parse never reaches a service.
 *
 * @param key left side without blanks, such as {@code node.labels.db}, {@code node.id} or {@code node.role}
 */
public record PlacementConstraint(String serviceId, String key, ConstraintOperator operator, String value) {

    /** Key of the node label the constraint is about; empty when it is about something else. */
    public String labelKey() {
        return NodeLabel.keyIn(key);
    }

    /** The value as SwarmKit compares it, without regard to case. */
    public String foldedValue() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** As written to a service without blanks, such as {@code node.id==abc}. */
    public String expression() {
        return key + (operator == ConstraintOperator.EQUAL ? "==" : "!=") + value;
    }
}
