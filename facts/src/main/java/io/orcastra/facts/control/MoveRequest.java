package io.orcastra.facts.control;

/**
 * An operator asked that all tasks of a service run on one node.
 *
 * @param service full name of the service
 * @param nodeId  where it is to go
 */
public record MoveRequest(String id, String service, String nodeId) implements OperatorRequest {
}
