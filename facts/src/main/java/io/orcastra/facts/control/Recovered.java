package io.orcastra.facts.control;

/** A rule's conclusion that the subject has been well for long enough: the engine forgets its {@link Attempts}. */
public record Recovered(String subject) {
}
