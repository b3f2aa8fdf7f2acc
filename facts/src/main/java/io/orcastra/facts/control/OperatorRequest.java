package io.orcastra.facts.control;

/** Something an operator asked for by a command: a wish like any other, which guards, budgets and the planner judge. */
public sealed interface OperatorRequest permits MoveRequest, EvacuationRequest {

    /** Tells it from every other request. */
    String id();

    /** Id of the node it is about. */
    String nodeId();

    /** Cause of all proposals that are made for it. */
    default String cause() {
        return "request " + id();
    }
}
