package io.orcastra.engine.record;

import java.util.List;

/**
 * Why a rule concluded something.
 *
 * @param rule     id of the rule
 * @param sentence the rule's name
 * @param file     file of the rule
 * @param line     line of the rule, from 1; 0 for a rule of the planner, which is in no file
 * @param facts    matched facts in the order of the rule's patterns
 */
public record Evidence(String rule, String sentence, String file, int line, List<Object> facts) {
    public Evidence {
        facts = List.copyOf(facts);
    }

    /** Such as {@code memory.drl:139}. */
    public String place() {
        return line == 0 ? file : file + ":" + line;
    }
}
