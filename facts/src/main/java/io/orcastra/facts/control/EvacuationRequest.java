package io.orcastra.facts.control;

/** An operator asked that a node be emptied of all that can leave it. */
public record EvacuationRequest(String id, String nodeId) implements OperatorRequest {
}
