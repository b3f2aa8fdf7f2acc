package io.orcastra.engine.placement;

import java.util.Optional;

/**
 * Why a node does not take a task of a service.
 *
 * @param by       the filter of SwarmKit in lower case, such as {@code resources}, or the id of the rule or planner's rule
 * @param words    the end of a sentence about the node
 * @param shortage by how much, where something is short
 */
public record Obstruction(String by, String words, Optional<Shortage> shortage) {
}
