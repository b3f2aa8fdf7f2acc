package io.orcastra.rules.mutation;

import io.orcastra.rules.verify.Firing;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The facts of several tests of one rule side by side, each about nodes and services of its own. The rule has to find in
 * them all what it finds in each: what it joins belongs together, and what it finds missing is not found elsewhere.
 *
 * @param common  facts that name nobody, such as settings
 * @param matches how often the rule matches in each, together
 */
record Neighbourhood(Set<Object> common, List<List<Object>> parts, int matches) {

    /** Those of a rule: tests with the same settings live side by side, each twice. */
    static Collection<Neighbourhood> of(String rule, List<Firing> firings, RuleVerifier rules) {
        Map<Set<Object>, Neighbourhood> bySettings = new LinkedHashMap<>();
        for (Firing firing : firings) {
            for (int copy = 0; copy < 2; copy++) {
                Renaming renaming = Renaming.of(firing.given(), "-" + bySettings.size() + "-" + firings.indexOf(firing) + "-" + copy);
                var common = new LinkedHashSet<Object>();
                var part = new ArrayList<Object>();
                for (Object fact : firing.given()) {
                    Object renamed = renaming.of(fact);
                    (renamed.equals(fact) ? common : part).add(renamed);
                }
                int matches = firing.matches(rule).size();
                if (alone(rule, common, part, rules) == matches) {
                    bySettings.merge(common, new Neighbourhood(common, List.of(part), matches), Neighbourhood::and);
                }
            }
        }
        return bySettings.values();
    }

    private static int alone(String rule, Set<Object> common, List<Object> part, RuleVerifier rules) {
        return new Neighbourhood(common, List.of(part), 0).found(rule, rules);
    }

    private Neighbourhood and(Neighbourhood other) {
        var all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new Neighbourhood(common, all, matches + other.matches);
    }

    /** Whether the rule finds in them together what it finds in each. */
    boolean isRespectedBy(String rule, RuleVerifier rules) {
        return found(rule, rules) == matches;
    }

    private int found(String rule, RuleVerifier rules) {
        var facts = new ArrayList<>(common);
        parts.forEach(facts::addAll);
        return rules.given(facts).matches(rule).size();
    }
}
