package io.orcastra.facts.policy;

/**
 * A value that the operator gives to a policy of their own, from {@code rules.parameters}; of a list each value is one fact. A
 * rule reads only parameters of the file it stands in, and says which.
 *
 * @param policy name of the file of rules without its ending, such as {@code size-labels}
 * @param name   such as {@code service}
 * @param text   the value as it is written
 */
public record TextParameter(String policy, String name, String text) {
}
