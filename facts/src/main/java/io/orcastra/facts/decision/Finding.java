package io.orcastra.facts.decision;

/**
 * Something an operator should know and Orcastra cannot or will not mend.
 *
 * @param subject node or service id, or the name of one that does not exist
 * @param message what is wrong, with the value seen
 * @param advice  begins with {@code Maybe}
 */
public record Finding(String rule, String subject, String message, String advice) {
}
