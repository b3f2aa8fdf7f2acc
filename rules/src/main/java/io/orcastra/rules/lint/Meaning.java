package io.orcastra.rules.lint;

import java.util.List;
import java.util.Map;

/**
 * What a rule asks for, in facts and what is true of them.
 *
 * @param there     patterns of which each must have a fact, those behind {@code exists} as well
 * @param absent    patterns of which there must not be facts for all together, one group for each {@code not}
 * @param counted   patterns whose facts are counted or collected
 * @param tallies   what is asked of the numbers that come of that
 * @param sums      what comes of them, where all of it is understood
 * @param variables what stands for them, as far as the consequence may use them
 * @param known     false when it asks for more than all this tells
 */
record Meaning(List<Atom> there, List<List<Atom>> absent, List<List<Atom>> counted, List<Atom> tallies,
        List<Sum> sums, Map<String, Term> variables, boolean known) {
    Meaning {
        there = List.copyOf(there);
        absent = List.copyOf(absent);
        counted = List.copyOf(counted);
        tallies = List.copyOf(tallies);
        sums = List.copyOf(sums);
        variables = Map.copyOf(variables);
    }

    /** Whether all it asks for is that facts are there or are not. */
    boolean whole() {
        return known && sums.isEmpty();
    }
}
