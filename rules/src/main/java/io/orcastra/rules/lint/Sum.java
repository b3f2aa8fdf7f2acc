package io.orcastra.rules.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is counted or summed up together, and what is asked of it; all of it is understood.
 *
 * @param inner     patterns whose facts are, in the order they are written
 * @param functions their names
 * @param of        what each of them is given
 * @param tallies   one fact for each function, and one for what is asked of them
 */
record Sum(List<Atom> inner, List<String> functions, List<Term> of, List<Atom> tallies) {
    Sum {
        inner = List.copyOf(inner);
        functions = List.copyOf(functions);
        of = List.copyOf(of);
        tallies = List.copyOf(tallies);
    }

    /**
     * Whether this asks no more than another does of the same.
     *
     * @param facts in the world, for those of the rule of this one
     * @param world in which the other rule matches, its tallies included
     */
    boolean follows(Sum other, Map<Integer, Integer> facts, World world) {
        if (!functions.equals(other.functions) || inner.size() != other.inner.size() || tallies.size() != other.tallies.size()) {
            return false;
        }
        Map<Integer, Integer> all = new HashMap<>(facts);
        for (int i = 0; i < inner.size(); i++) {
            if (inner.get(i).type() != other.inner.get(i).type()) {
                return false;
            }
            all.put(inner.get(i).fact(), other.inner.get(i).fact());
        }
        for (int i = 0; i < tallies.size(); i++) {
            all.put(tallies.get(i).fact(), other.tallies.get(i).fact());
        }
        return claims(all, world).equals(other.claims(Map.of(), world))
                && of.stream().map(term -> world.root(term.with(all))).toList().equals(other.of.stream().map(world::root).toList())
                && tallies.stream().flatMap(atom -> atom.stated().stream()).allMatch(stated -> world.implies(stated.claim().with(all)));
    }

    /** What is said of each that is counted, in terms of the world. */
    private Set<Claim> claims(Map<Integer, Integer> facts, World world) {
        Set<Claim> claims = new HashSet<>();
        inner.stream().flatMap(atom -> atom.stated().stream()).map(stated -> stated.claim().with(facts)).forEach(claim -> claims.add(
                new Claim(world.root(claim.left()), claim.operator(), claim.right().stream().map(world::root).toList())));
        return claims;
    }
}
