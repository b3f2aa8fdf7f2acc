package io.orcastra.rules.lint;

import io.orcastra.rules.RuleFamily;
import io.orcastra.rules.RuleProblem;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.PatternDescr;

/**
 * No rule wishes for what another wishes otherwise whenever it does, nor for what is then always forbidden. A veto of whatever is
 * wished for is meant so, and what the configuration holds acts on nothing.
 *
 * @param held ids of rules that are switched off or do not act by themselves
 */
record OppositionCheck(FactTypes types, Set<String> held) implements SetCheck {
    private static final String SET = "new SetNodeLabel";
    private static final String REMOVE = "new RemoveNodeLabel";
    private static final String ROLE = "new ChangeRole";
    /** Their first part is what they would write. */
    private static final Set<String> OF_SUBJECT = Set.of(SET, REMOVE, ROLE, "new RemoveNode", "new MoveService", "new Relocate",
            "new RestartService", "new RestorePreviousSpec");
    /** Number of the wish among the facts of its rule. */
    private static final int WISH = Integer.MAX_VALUE;

    @Override
    public void inspect(List<LintedRule> rules, List<RuleProblem> problems) {
        List<Understood> all = Understood.all(rules.stream().filter(rule -> !held.contains(rule.id())).toList(), types);
        List<Understood> wishes = all.stream().filter(rule -> rule.rule().family() == RuleFamily.PROPOSAL)
                .filter(rule -> World.of(types, rule.meaning().there()).isPossible()).toList();
        for (Understood wish : wishes) {
            World world = World.of(types, wish.meaning().there());
            wishes.stream().filter(other -> other != wish && other.meaning().whole() && !other.text().equals(wish.text()))
                    .filter(other -> contradicts(other, wish, world)).findFirst()
                    .ifPresent(other -> contradiction(other, wish, problems));
        }
        List<Granted> granted = wishes.stream().flatMap(wish -> granted(wish).stream()).toList();
        all.stream().filter(rule -> rule.conclusion().type().equals("Veto") && rule.meaning().whole()).forEach(veto -> {
            List<Understood> inVain = granted.stream().filter(one -> forbids(veto, one)).map(Granted::wish).toList();
            if (!inVain.isEmpty()) {
                inVain(veto, inVain, problems);
            }
        });
    }

    private boolean contradicts(Understood general, Understood strict, World world) {
        return new Embedding(world).of(general.meaning().there(), facts -> general.allowedBy(strict, facts, strict.meaning().there(), types)
                && general.conclusion().about().flatMap(one -> strict.conclusion().about()
                        .map(other -> areOpposite(one.with(facts), other, world))).orElse(false)).isPresent();
    }

    private static boolean areOpposite(Term one, Term other, World world) {
        if (!(one instanceof Term.Made first && other instanceof Term.Made second)) {
            return false;
        }
        Set<String> kinds = new HashSet<>(List.of(first.how(), second.how()));
        if (kinds.equals(Set.of(SET, REMOVE))) {
            return world.areSame(first.parts().subList(0, 2), second.parts().subList(0, 2));
        }
        boolean valued = kinds.equals(Set.of(SET)) || kinds.equals(Set.of(ROLE));
        int last = first.parts().size() - 1;
        return valued && world.areSame(first.parts().subList(0, last), second.parts().subList(0, last))
                && world.differ(first.parts().get(last), second.parts().get(last));
    }

    /** What is there when the rule has wished. */
    private record Granted(Understood wish, List<Atom> there, World world) {
    }

    private Optional<Granted> granted(Understood wish) {
        return wish(wish).map(virtual -> {
            List<Atom> there = new ArrayList<>(wish.meaning().there());
            there.add(virtual);
            return new Granted(wish, there, World.of(types, there));
        });
    }

    /** Whether it holds for each wish of the rule, and is a word about such wishes. */
    private boolean forbids(Understood veto, Granted granted) {
        if (!(veto.conclusion().about().orElse(null) instanceof Term.Field about)
                || veto.meaning().there().size() == 1 && isGeneral(veto.meaning().there().get(0))) {
            return false;
        }
        return new Embedding(granted.world()).of(veto.meaning().there(), facts -> facts.get(about.fact()) == WISH
                && veto.allowedBy(granted.wish(), facts, granted.there(), types)).isPresent();
    }

    /** Of all wishes, or all for one kind of action. */
    private static boolean isGeneral(Atom proposal) {
        return proposal.stated().stream().allMatch(stated -> stated.claim().operator().endsWith(Claim.IS));
    }

    /** The wish as a fact. */
    private Optional<Atom> wish(Understood rule) {
        Optional<Class<?>> type = types.named("Proposal");
        if (type.isEmpty() || !(rule.conclusion().about().orElse(null) instanceof Term.Made action)) {
            return Optional.empty();
        }
        String name = action.how().substring(action.how().indexOf(' ') + 1);
        List<Claim> claims = new ArrayList<>(List.of(
                Claim.of(new Term.Field(WISH, "rule"), Claim.EQUAL, new Term.Constant(rule.rule().id())),
                Claim.of(new Term.Field(WISH, "action"), Claim.IS, new Term.Constant("the type " + name))));
        rule.conclusion().parts().stream().skip(2).findFirst().flatMap(cause -> cause)
                .ifPresent(cause -> claims.add(Claim.of(new Term.Field(WISH, "cause"), Claim.EQUAL, cause)));
        if (OF_SUBJECT.contains(action.how())) {
            claims.add(Claim.of(new Term.Field(WISH, "subject"), Claim.EQUAL, action.parts().get(0)));
        }
        List<String> components = types.named(name).filter(Class::isRecord).map(one -> Stream.of(one.getRecordComponents())
                .map(RecordComponent::getName).toList()).orElse(List.of());
        for (int i = 0; components.size() == action.parts().size() && i < components.size(); i++) {
            claims.add(Claim.of(new Term.Field(WISH, "action#" + name + "." + components.get(i)), Claim.EQUAL, action.parts().get(i)));
        }
        PatternDescr at = new PatternDescr("Proposal");
        return Optional.of(new Atom(WISH, at, type.get(), claims.stream()
                .map(claim -> new Atom.Stated(claim, new Constraint(at, "", "", Optional.empty()))).toList(), true));
    }

    private void contradiction(Understood general, Understood strict, List<RuleProblem> problems) {
        report(strict.rule(), problems).add(strict.rule().descr(), "\"" + strict.rule().sentence() + "\" contradicts \""
                        + general.rule().sentence() + "\" at " + general.rule().place()
                        + ", which wishes for the opposite whenever it does",
                "Maybe a condition is missing that tells when the one is right and when the other");
    }

    private void inVain(Understood veto, List<Understood> wishes, List<RuleProblem> problems) {
        LintedRule first = wishes.get(0).rule();
        String others = wishes.size() == 1 ? "" : ", and what " + (wishes.size() - 1) + " more rules do";
        report(veto.rule(), problems).add(veto.rule().descr(), "\"" + veto.rule().sentence() + "\" forbids whatever \"" + first.sentence()
                        + "\" at " + first.place() + " wishes for" + others + ": whatever it asks for is true then",
                "Maybe a condition is missing, or rules: { off: [" + first.id() + "] } in swarm.yml is meant");
    }
}
