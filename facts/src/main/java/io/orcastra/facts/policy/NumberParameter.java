package io.orcastra.facts.policy;

/**
 * The same as a {@link TextParameter} where the value is a number or a size; there is none for any other value.
 *
 * @param policy name of the file of rules without its ending
 * @param name   such as {@code least_memory}
 * @param text   the value as it is written, such as {@code 7 GiB}
 * @param number the number; of a size in bytes
 */
public record NumberParameter(String policy, String name, String text, double number) {
}
