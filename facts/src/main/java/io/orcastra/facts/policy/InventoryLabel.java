package io.orcastra.facts.policy;

/** A label the inventory gives a node; a plain name in the file means the value {@code true}. */
public record InventoryLabel(String hostname, String key, String value) {
}
