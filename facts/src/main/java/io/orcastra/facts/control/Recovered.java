package io.orcastra.facts.control;

/**
 * A rule's conclusion that the subject has been well for long enough: the engine forgets its {@link Attempts} and
 * ends its {@link Backoff}. A {@link Cooldown} after a success goes on.
 */
public record Recovered(String subject) {
}
