package io.orcastra.facts.policy;

/**
 * A service of a group whose members are kept on different nodes, from {@code anti_affinity}.
 *
 * @param service full name, or the short name of the one service that has it
 * @param group   any name; services of one group keep apart
 */
public record KeptApart(String service, String group) {
}
