package io.orcastra.facts.cluster;

/**
 * One placement constraint of a service, such as {@code node.labels.db == true}; all of a service's constraints
 * are ANDed. An expression SwarmKit could not parse never reaches a service.
 *
 * @param key left side without blanks, such as {@code node.labels.db}, {@code node.id} or {@code node.role}
 */
public record PlacementConstraint(String serviceId, String key, ConstraintOperator operator, String value) {
}
