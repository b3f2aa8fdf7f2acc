package io.orcastra.rules.lint;

import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.decision.Proposal;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which rules can match at all, by what others conclude: conditions and wishes come from rules only, so each that a rule asks
 * for must be one that a rule concludes which can match itself. Rules that only lead to each other never begin.
 */
final class Foundation {
    private final FactTypes types;
    private final List<Understood> rules;
    /** Types that are concluded by rules which are not understood, so that nothing is known of them. */
    private final Set<String> open;
    /** By identity: what rules are parsed to cannot be compared. */
    private final Set<Understood> founded = Collections.newSetFromMap(new IdentityHashMap<>());

    Foundation(List<LintedRule> all, FactTypes types) {
        this.types = types;
        rules = Understood.all(all, types);
        Set<String> understood = new HashSet<>();
        rules.forEach(rule -> understood.add(rule.rule().place()));
        open = new HashSet<>();
        all.stream().filter(rule -> !understood.contains(rule.place())).map(LintedRule::conclusion).forEach(open::add);
        boolean more = true;
        while (more) {
            more = founded.addAll(rules.stream().filter(rule -> !founded.contains(rule)).filter(rule -> missing(rule).isEmpty()).toList());
        }
    }

    List<Understood> unfounded() {
        return rules.stream().filter(rule -> !founded.contains(rule)).toList();
    }

    /** The first thing it asks for that no rule concludes which can match. */
    Optional<Atom> missing(Understood rule) {
        return rule.meaning().there().stream().filter(Foundation::isConcluded).filter(atom -> !open.contains(atom.type().getSimpleName()))
                .filter(atom -> founded.stream().noneMatch(other -> concludes(other, atom, rule))).findFirst();
    }

    /** Rules that would conclude it if they could match themselves. */
    List<Understood> wouldConclude(Atom atom, Understood asking) {
        return rules.stream().filter(other -> concludes(other, atom, asking)).toList();
    }

    /** An action is an interface, and so is what all conditions are: of those there is always one. */
    private static boolean isConcluded(Atom atom) {
        return atom.type().isRecord() && (Condition.class.isAssignableFrom(atom.type()) || atom.type() == Proposal.class);
    }

    private boolean concludes(Understood other, Atom atom, Understood asking) {
        if (!other.conclusion().type().equals(atom.type().getSimpleName())) {
            return false;
        }
        World world = new World(types);
        other.meaning().there().forEach(world::add);
        if (other != asking) {
            asking.meaning().there().forEach(world::add);
        }
        components(new Term.Field(atom.fact(), ""), atom.type(), other.conclusion().parts()).forEach(world::add);
        return world.isPossible();
    }

    /** That each component is what stands in its place; nothing where it is made in another way than of its components. */
    private List<Claim> components(Term.Field made, Class<?> type, List<Optional<Term>> parts) {
        RecordComponent[] components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; components.length == parts.size() && i < components.length; i++) {
            Term.Field component = made.then("." + components[i].getName());
            parts.get(i).ifPresent(part -> claims.addAll(is(component, part)));
        }
        return claims;
    }

    private List<Claim> is(Term.Field component, Term part) {
        if (!(part instanceof Term.Made made) || !made.how().startsWith("new ")) {
            return List.of(Claim.of(component, Claim.EQUAL, part));
        }
        String name = made.how().substring("new ".length());
        List<Claim> claims = new ArrayList<>(List.of(Claim.of(component, Claim.IS, new Term.Constant("the type " + name))));
        types.named(name).ifPresent(type -> claims.addAll(components(component.then("#" + name), type,
                made.parts().stream().map(Optional::of).toList())));
        return claims;
    }
}
