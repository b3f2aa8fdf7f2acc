package io.orcastra.facts.control;

import java.time.Instant;

/**
 * An operator approved of an action that asks first.
 *
 * @param plan  id of the action, derived from what it is: of any other action it says nothing
 * @param until it holds no longer
 */
public record Approval(String plan, Instant until) {
}
