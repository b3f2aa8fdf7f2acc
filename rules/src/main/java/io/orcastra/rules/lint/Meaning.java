package io.orcastra.rules.lint;

import java.util.List;
import java.util.Map;

/**
 * What a rule asks for, in facts and what is true of them.
 *
 * @param there     patterns of which each must have a fact, those behind {@code exists} as well
 * @param absent    patterns of which there must not be facts for all together, one group for each {@code not}
 * @param counted   patterns whose facts are counted or collected
 * @param variables what stands for them, as far as the consequence may use them
 * @param whole     false when it asks for more than this tells
 */
record Meaning(List<Atom> there, List<List<Atom>> absent, List<List<Atom>> counted, Map<String, Term> variables, boolean whole) {
    Meaning {
        there = List.copyOf(there);
        absent = List.copyOf(absent);
        counted = List.copyOf(counted);
        variables = Map.copyOf(variables);
    }
}
