package io.orcastra.rules;

/**
 * One file of rules.
 *
 * @param name file name, such as {@code anchors.drl}; names the policy in explanations
 * @param text DRL of language level DRL10
 */
public record RuleSource(String name, String text) {

    /** Name of the policy: the file name without its ending. */
    public String policy() {
        return name.endsWith(".drl") ? name.substring(0, name.length() - ".drl".length()) : name;
    }
}
