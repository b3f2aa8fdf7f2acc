package io.orcastra.rules.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds patterns again among facts that are there: each pattern has to be true of its fact, whatever else is. */
record Embedding(World world) {

    /**
     * The fact in the world for each pattern; the first way that is accepted.
     *
     * @param accepted asked of each complete one
     */
    Optional<Map<Integer, Integer>> of(List<Atom> patterns, Predicate<Map<Integer, Integer>> accepted) {
        return patterns.stream().allMatch(Atom::known) ? next(patterns, new HashMap<>(), accepted) : Optional.empty();
    }

    boolean holds(List<Atom> patterns) {
        return of(patterns, facts -> true).isPresent();
    }

    private Optional<Map<Integer, Integer>> next(List<Atom> left, Map<Integer, Integer> facts, Predicate<Map<Integer, Integer>> accepted) {
        if (left.isEmpty()) {
            return accepted.test(facts) ? Optional.of(facts) : Optional.empty();
        }
        Atom pattern = left.get(0);
        for (Atom fact : List.copyOf(world.atoms())) {
            if (pattern.type().isAssignableFrom(fact.type())) {
                Map<Integer, Integer> more = new HashMap<>(facts);
                more.put(pattern.fact(), fact.fact());
                boolean fits = pattern.stated().stream().allMatch(stated -> world.implies(stated.claim().with(more)));
                Optional<Map<Integer, Integer>> found = fits ? next(left.subList(1, left.size()), more, accepted) : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
