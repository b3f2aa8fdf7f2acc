package io.orcastra.engine.plan;

import io.orcastra.engine.placement.Obstruction;
import java.util.Optional;

/**
 * A node that a task of a service might go to.
 *
 * @param obstruction the first thing that is in the way; empty when nothing is
 */
public record Candidate(String nodeId, Optional<Obstruction> obstruction) {
}
