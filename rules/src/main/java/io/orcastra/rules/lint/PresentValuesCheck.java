package io.orcastra.rules.lint;

import io.orcastra.facts.policy.NumberParameter;
import io.orcastra.facts.policy.TextParameter;
import io.orcastra.rules.RuleProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * With the parameters as they are given a rule can match. Those of several values are left open, and a rule whose pattern for a
 * parameter asks for another value than the present one is switched off by it, as it may be.
 */
final class PresentValuesCheck implements SetCheck {
    private final FactTypes types;
    private final Set<String> held;
    private final Map<List<Object>, List<Written>> given = new HashMap<>();

    /** A value, and how it is written. */
    private record Written(Object value, String text) {
    }

    PresentValuesCheck(FactTypes types, Circumstances circumstances) {
        this.types = types;
        this.held = circumstances.held();
        for (Object fact : circumstances.parameters()) {
            if (fact instanceof NumberParameter one) {
                put(NumberParameter.class, one.policy(), one.name(), new Written(one.number(), one.text()));
            } else if (fact instanceof TextParameter one) {
                put(TextParameter.class, one.policy(), one.name(), new Written(one.text(), one.text()));
            }
        }
    }

    private void put(Class<?> type, String policy, String name, Written value) {
        given.computeIfAbsent(List.of(type, policy, name), key -> new ArrayList<>()).add(value);
    }

    @Override
    public void inspect(List<LintedRule> rules, List<RuleProblem> problems) {
        rules.stream().filter(rule -> !held.contains(rule.id())).forEach(rule -> {
            Meaning meaning = MeaningReader.of(rule, types, 0);
            if (World.of(types, meaning.there()).isPossible()) {
                inspect(rule, meaning, problems);
            }
        });
    }

    private void inspect(LintedRule rule, Meaning meaning, List<RuleProblem> problems) {
        World world = new World(types);
        Set<String> told = new LinkedHashSet<>();
        for (Atom atom : meaning.there()) {
            if (isParameter(atom)) {
                world.add(atom);
                value(atom, world, told);
                if (!world.isPossible()) {
                    return;
                }
            } else {
                Optional<Atom.Stated> wrong = firstWrong(atom, world);
                if (wrong.isPresent()) {
                    Constraint constraint = wrong.get().constraint();
                    report(rule, problems).add(constraint.at(), "with " + String.join(" and ", told) + " no "
                                    + atom.type().getSimpleName() + " can have '" + constraint.text() + "', so \"" + rule.sentence()
                                    + "\" never matches", "Maybe other values under rules: parameters: in swarm.yml are meant");
                    return;
                }
            }
        }
    }

    private static Optional<Atom.Stated> firstWrong(Atom atom, World world) {
        world.meet(atom);
        for (Atom.Stated stated : atom.stated()) {
            world.add(stated.claim());
            if (!world.isPossible()) {
                return Optional.of(stated);
            }
        }
        return Optional.empty();
    }

    private static boolean isParameter(Atom atom) {
        return atom.type() == NumberParameter.class || atom.type() == TextParameter.class;
    }

    private void value(Atom atom, World world, Set<String> told) {
        given.forEach((key, values) -> {
            boolean read = key.get(0) == atom.type() && world.implies(claim(atom, "policy", key.get(1)))
                    && world.implies(claim(atom, "name", key.get(2)));
            if (read && values.size() == 1) {
                world.add(claim(atom, atom.type() == NumberParameter.class ? "number" : "text", values.get(0).value()));
                told.add(key.get(2) + " = " + values.get(0).text());
            }
        });
    }

    private static Claim claim(Atom atom, String field, Object value) {
        return Claim.of(new Term.Field(atom.fact(), field), Claim.EQUAL, new Term.Constant(value));
    }
}
