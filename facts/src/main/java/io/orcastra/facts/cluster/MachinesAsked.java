package io.orcastra.facts.cluster;

/**
 * All machines of the inventory were asked because an operator ordered it.
 *
 * @param order id of the last such order
 */
public record MachinesAsked(String order) {
}
