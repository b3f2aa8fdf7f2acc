package io.orcastra.facts.control;

/** The {@link Timer} of this name and subject has held for its whole duration and still holds. */
public record Elapsed(String name, Object subject) {
}
