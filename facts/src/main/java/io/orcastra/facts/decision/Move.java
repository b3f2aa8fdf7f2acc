package io.orcastra.facts.decision;

/** An action after which tasks of a service run on other nodes than before. */
public sealed interface Move extends Action permits MoveService, Relocate {
}
