package io.orcastra.facts.decision;

/** The closed list of things Orcastra can do to a swarm. Actions are values: equal actions are the same wish. */
public sealed interface Action permits SetNodeLabel, RemoveNodeLabel, Move, RestartService, RestorePreviousSpec {

    /** Id of the node or service that would be written. */
    String subject();
}
