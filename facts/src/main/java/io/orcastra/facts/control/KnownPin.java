package io.orcastra.facts.control;

/**
 * A constraint that Orcastra once put on a service and took away again, from the ledger. If the service bears it
 * while no action is in flight, somebody rolled back to it.
 *
 * @param expression as written to the service, such as {@code node.id==abc}
 */
public record KnownPin(String serviceId, String expression) {
}
