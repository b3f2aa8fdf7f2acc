package io.orcastra.facts.control;

/**
 * A service was tried to be mended and has not been seen well since. Stays after {@link Backoff} has ended, until a
 * rule concludes {@link Recovered} for the subject.
 */
public record Attempts(String subject, String cause, int count) {
}
