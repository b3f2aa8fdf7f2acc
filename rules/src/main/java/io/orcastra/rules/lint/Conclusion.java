package io.orcastra.rules.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a rule concludes, in terms of the facts it matches.
 *
 * @param type  simple name
 * @param parts what it is made of, as far as each is understood
 */
record Conclusion(String type, List<Optional<Term>> parts) {
    /** Neither the id nor, of a wish or a veto, the words. */
    private static final Map<String, List<Integer>> DECIDING = Map.of("Proposal", List.of(1, 2), "Veto", List.of(1, 3),
            "TargetVeto", List.of(1, 2), "Finding", List.of(1, 2, 3));

    static Optional<Conclusion> of(LintedRule rule, Meaning meaning) {
        TermReader terms = new TermReader(meaning.variables());
        return rule.then().concluded().map(fact -> new Conclusion(fact.getTypeAsString(),
                fact.getArguments().stream().map(argument -> terms.of(argument, TermReader.NO_FACT)).toList()));
    }

    /** The parts by which something is done or not, or known; empty where one of them is not understood. */
    Optional<List<Term>> deciding() {
        List<Optional<Term>> chosen = IntStream.range(0, parts.size())
                .filter(i -> !DECIDING.containsKey(type) || DECIDING.get(type).contains(i)).mapToObj(parts::get).toList();
        return chosen.stream().allMatch(Optional::isPresent) ? Optional.of(chosen.stream().map(Optional::orElseThrow).toList())
                : Optional.empty();
    }

    /** The action that is wished for, and of a veto the wish that it is about. */
    Optional<Term> about() {
        return parts.size() < 2 ? Optional.empty() : parts.get(1);
    }
}
