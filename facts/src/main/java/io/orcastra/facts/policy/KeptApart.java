package io.orcastra.facts.policy;

/**
 * A service of a group whose members are kept on different nodes, from {@code anti_affinity}.
 *
 * @param service full name
 * @param group   any name; services of one group keep apart
 */
public record KeptApart(String service, String group) {
}
