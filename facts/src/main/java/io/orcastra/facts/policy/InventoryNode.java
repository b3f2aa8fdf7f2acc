package io.orcastra.facts.policy;

/** A node the operator listed; {@code address} is empty when not given. */
public record InventoryNode(String hostname, String address) {
}
