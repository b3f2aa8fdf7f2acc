package io.orcastra.rules.lint;

import io.orcastra.rules.RuleProblem;
import java.util.ArrayList;
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
        Origins origins = new Origins(all, rules);
        for (int i = 0; i < all.size(); i++) {
            Understood strict = all.get(i);
            List<Understood> before = all.subList(0, i);
            List<Atom> there = there(strict, origins);
            World world = World.of(types, there);
            boolean possible = world.isPossible();
            all.stream().filter(general -> possible && general != strict && mayHide(general, strict))
                    .filter(general -> facts(general, strict, there, world).isPresent())
                    .filter(general -> before.stream().anyMatch(one -> one == general)
                            || facts(strict, general, there(general, origins)).isEmpty())
                    .findFirst().ifPresent(general -> tell(general, strict, facts(general, strict, there, world).orElseThrow(), problems));
        }
    }

    /** What must be there where the rule matches, and the numbers that come of it. */
    private static List<Atom> there(Understood rule, Origins origins) {
        List<Atom> there = new ArrayList<>(origins.there(rule));
        rule.meaning().sums().forEach(sum -> there.addAll(sum.tallies()));
        return there;
    }

    private boolean mayHide(Understood general, Understood strict) {
        return general.meaning().known() && !held.contains(general.rule().id()) && !general.rule().id().equals(strict.rule().id())
                && general.rule().family() == strict.rule().family() && general.conclusion().type().equals(strict.conclusion().type())
                && !general.text().equals(strict.text());
    }

    private Optional<Map<Integer, Integer>> facts(Understood general, Understood strict, List<Atom> there) {
        return facts(general, strict, there, World.of(types, there));
    }

    /**
     * Where the strict one's condition holds, the facts by which that of the general one does.
     *
     * @param there what must be there then, in the world
     */
    private Optional<Map<Integer, Integer>> facts(Understood general, Understood strict, List<Atom> there, World world) {
        Optional<List<Term>> said = general.conclusion().deciding();
        Optional<List<Term>> again = strict.conclusion().deciding();
        if (said.isEmpty() || again.isEmpty() || said.get().size() != again.get().size()) {
            return Optional.empty();
        }
        return new Embedding(world).of(general.meaning().there(), facts ->
                world.areSame(said.get().stream().map(term -> term.with(facts)).toList(), again.get())
                        && general.meaning().sums().stream()
                                .allMatch(sum -> strict.meaning().sums().stream().anyMatch(other -> sum.follows(other, facts, world)))
                        && general.allowedBy(strict, facts, there, types));
    }

    private void tell(Understood general, Understood strict, Map<Integer, Integer> facts, List<RuleProblem> problems) {
        report(strict.rule(), problems).add(strict.rule().descr(), "\"" + strict.rule().sentence() + "\" adds nothing to \""
                        + general.rule().sentence() + "\" at " + general.rule().place() + ", which concludes the same whenever it does: "
                        + new Difference(general, strict, types).words(facts),
                "Maybe one of the two is left over, or the wider one lacks what tells them apart");
    }
}
