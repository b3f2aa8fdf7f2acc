package io.orcastra.rules.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule with what it means.
 *
 * @param text its condition, the same for all rules that ask for the same in other words
 */
record Understood(LintedRule rule, Meaning meaning, Conclusion conclusion, String text) {
    private static final int MOST_FACTS = 1000;

    /** Those that conclude something that can be read. */
    static List<Understood> all(List<LintedRule> rules, FactTypes types) {
        List<Understood> all = new ArrayList<>();
        rules.forEach(rule -> of(rule, types, all.size()).ifPresent(all::add));
        return List.copyOf(all);
    }

    private static Optional<Understood> of(LintedRule rule, FactTypes types, int number) {
        Meaning meaning = MeaningReader.of(rule, types, number * MOST_FACTS);
        return rule.patterns().isEmpty() ? Optional.empty() : Conclusion.of(rule, meaning)
                .map(conclusion -> new Understood(rule, meaning, conclusion, new NormalCondition(rule).text()));
    }

    /**
     * Whether these facts being there means that nothing is which this rule forbids.
     *
     * @param facts in the world, for those of this rule
     * @param world in which the other rule matches
     */
    boolean allowedBy(Understood other, Map<Integer, Integer> facts, List<Atom> world, FactTypes types) {
        return meaning.absent().stream().allMatch(group -> {
            World more = World.of(types, world);
            group.forEach(atom -> more.add(new Atom(atom.fact(), atom.at(), atom.type(), atom.stated().stream()
                    .map(stated -> new Atom.Stated(stated.claim().with(facts), stated.constraint())).toList(), atom.known())));
            Embedding again = new Embedding(more);
            return group.stream().allMatch(Atom::known) && other.meaning().absent().stream().anyMatch(again::holds);
        });
    }
}
