package io.orcastra.facts.policy;

/**
 * How one single writer is fenced.
 *
 * @param service full name, or that within its stack
 */
public record ServiceFencing(String service, FencingMode mode) {
}
