package io.orcastra.rules;

import java.util.List;

/**
 * One rule as explanations name it.
 *
 * @param id       such as {@code ORC-COL-101}
 * @param sentence the rule's name, unique in a rule book
 * @param file     name of its source
 * @param line     of the word {@code rule}, from 1
 * @param policy   name of its source without the ending
 * @param parameters those of its policy that it reads
 */
public record RuleDescription(
        String id, String sentence, RuleFamily family, String file, int line, String policy, List<ReadParameter> parameters) {
    public RuleDescription {
        parameters = List.copyOf(parameters);
    }
}
