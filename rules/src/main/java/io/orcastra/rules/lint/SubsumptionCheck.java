package io.orcastra.rules.lint;

import io.orcastra.rules.RuleProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * No rule says only what another says already, of fewer facts: it adds nothing, and an edit of it changes nothing. What is held by
 * the configuration may be said again, for then the other is what acts.
 *
 * @param held ids of rules that are switched off or do not act by themselves
 */
record SubsumptionCheck(FactTypes types, Set<String> held) implements SetCheck {

    @Override
    public void inspect(List<LintedRule> rules, List<RuleProblem> problems) {
        List<Understood> all = Understood.all(rules, types);
        for (int i = 0; i < all.size(); i++) {
            Understood strict = all.get(i);
            List<Understood> before = all.subList(0, i);
            World world = World.of(types, strict.meaning().there());
            boolean possible = world.isPossible();
            all.stream().filter(general -> possible && general != strict && mayHide(general, strict))
                    .filter(general -> hides(general, strict, world))
                    .filter(general -> before.stream().anyMatch(one -> one == general)
                            || !hides(strict, general, World.of(types, general.meaning().there())))
                    .findFirst().ifPresent(general -> tell(general, strict, world, problems));
        }
    }

    private boolean mayHide(Understood general, Understood strict) {
        return general.meaning().whole() && !held.contains(general.rule().id()) && !general.rule().id().equals(strict.rule().id())
                && general.rule().family() == strict.rule().family() && general.conclusion().type().equals(strict.conclusion().type())
                && !general.text().equals(strict.text());
    }

    private boolean hides(Understood general, Understood strict, World world) {
        return facts(general, strict, world).isPresent();
    }

    private Optional<Map<Integer, Integer>> facts(Understood general, Understood strict, World world) {
        Optional<List<Term>> said = general.conclusion().deciding();
        Optional<List<Term>> again = strict.conclusion().deciding();
        if (said.isEmpty() || again.isEmpty() || said.get().size() != again.get().size()) {
            return Optional.empty();
        }
        return new Embedding(world).of(general.meaning().there(), facts ->
                world.areSame(said.get().stream().map(term -> term.with(facts)).toList(), again.get())
                        && general.allowedBy(strict, facts, strict.meaning().there(), types));
    }

    private void tell(Understood general, Understood strict, World world, List<RuleProblem> problems) {
        Map<Integer, Integer> facts = facts(general, strict, world).orElseThrow();
        report(strict.rule(), problems).add(strict.rule().descr(), "\"" + strict.rule().sentence() + "\" adds nothing to \""
                        + general.rule().sentence() + "\" at " + general.rule().place() + ", which concludes the same whenever it does: "
                        + new Difference(general, strict, types).words(facts),
                "Maybe one of the two is left over, or the wider one lacks what tells them apart");
    }
}
