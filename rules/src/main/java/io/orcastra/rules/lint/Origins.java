package io.orcastra.rules.lint;

import io.orcastra.facts.condition.Condition;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What conditions that a rule asks for come of: they are there for as long as a rule that concludes them matches, so where one
 * rule alone does, all that it asks for is there as well.
 */
final class Origins {
    /** By type of what is concluded by no other rule. */
    private final Map<String, Understood> alone = new HashMap<>();

    /**
     * @param all        rules, as far as they conclude what can be read
     * @param concluding all there are
     */
    Origins(List<Understood> all, List<LintedRule> concluding) {
        Map<String, Long> times = concluding.stream().collect(Collectors.groupingBy(LintedRule::conclusion, Collectors.counting()));
        all.stream().filter(rule -> times.get(rule.conclusion().type()) == 1).forEach(rule -> alone.put(rule.conclusion().type(), rule));
    }

    /** All that must be there where the rule matches. The facts of another rule are numbered once, so each is followed once. */
    List<Atom> there(Understood rule) {
        List<Atom> there = new ArrayList<>();
        Set<String> followed = new HashSet<>(Set.of(rule.conclusion().type()));
        Deque<Atom> left = new ArrayDeque<>(rule.meaning().there());
        while (!left.isEmpty()) {
            Atom atom = left.remove();
            Understood origin = Condition.class.isAssignableFrom(atom.type()) ? alone.get(atom.type().getSimpleName()) : null;
            if (origin == null || !followed.add(origin.conclusion().type())) {
                there.add(atom);
            } else {
                there.add(made(atom, origin.conclusion().parts()));
                left.addAll(origin.meaning().there());
            }
        }
        return there;
    }

    /** The condition, each component of which is what the rule makes it of. */
    private static Atom made(Atom condition, List<Optional<Term>> parts) {
        List<Atom.Stated> stated = new ArrayList<>(condition.stated());
        RecordComponent[] components = condition.type().isRecord() ? condition.type().getRecordComponents() : new RecordComponent[0];
        for (int i = 0; components.length == parts.size() && i < components.length; i++) {
            Term.Field component = new Term.Field(condition.fact(), components[i].getName());
            parts.get(i).filter(part -> !(part instanceof Term.Made)).ifPresent(part -> stated.add(new Atom.Stated(
                    Claim.of(component, Claim.EQUAL, part), new Constraint(condition.at(), "", "", Optional.empty()))));
        }
        return new Atom(condition.fact(), condition.at(), condition.type(), stated, condition.known());
    }
}
