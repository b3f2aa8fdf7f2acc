package io.orcastra.facts.policy;

/** How single writers are fenced that have no {@link ServiceFencing} of their own. */
public record Fencing(FencingMode mode) {
}
