package io.orcastra.rules.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** By what one of two rules is stricter than the other that matches whenever it does. */
record Difference(Understood general, Understood strict, FactTypes types) {

    /** @param facts of the strict rule, for those of the general one */
    String words(Map<Integer, Integer> facts) {
        World world = World.of(types, strict.meaning().there());
        for (Atom atom : general.meaning().there()) {
            for (Atom.Stated stated : atom.stated()) {
                Claim claim = stated.claim().with(facts);
                Optional<Atom.Stated> narrower = said().filter(one -> one.claim().left().equals(claim.left()) && !one.claim().equals(claim)
                        && !said().anyMatch(other -> other.claim().equals(claim)) && world.implies(claim)).findFirst();
                if (narrower.isPresent()) {
                    return "'" + narrower.get().constraint().text() + "' holds only where '" + stated.constraint().text()
                            + "' of that rule does";
                }
            }
        }
        return besides(facts);
    }

    private Stream<Atom.Stated> said() {
        return strict.meaning().there().stream().flatMap(atom -> atom.stated().stream());
    }

    private String besides(Map<Integer, Integer> facts) {
        List<String> more = new ArrayList<>(strict.meaning().there().stream().filter(atom -> !facts.containsValue(atom.fact()))
                .map(Atom::text).toList());
        List<Claim> asked = general.meaning().there().stream().flatMap(atom -> atom.stated().stream())
                .map(stated -> stated.claim().with(facts)).toList();
        strict.meaning().there().stream().filter(atom -> facts.containsValue(atom.fact())).flatMap(atom -> atom.stated().stream())
                .filter(stated -> !asked.contains(stated.claim())).forEach(stated -> more.add("'" + stated.constraint().text() + "'"));
        return more.isEmpty() ? "what it asks for besides only narrows it" : "all it asks for besides is " + String.join(" and ", more);
    }
}
