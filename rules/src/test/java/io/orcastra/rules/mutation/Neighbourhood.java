package io.orcastra.rules.mutation;

import io.orcastra.rules.WellShop;
import io.orcastra.rules.verify.Firing;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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

    /**
     * Those of a rule: tests with the same settings live side by side, each twice. Facts that hold a digest of names
     * cannot live under other names; they get neighbours of their own.
     */
    static List<Neighbourhood> of(String rule, List<Firing> firings, RuleVerifier rules) {
        Map<Set<Object>, Neighbourhood> bySettings = new LinkedHashMap<>();
        var fixed = new ArrayList<Neighbourhood>();
        for (int index = 0; index < firings.size(); index++) {
            Collection<?> given = firings.get(index).given();
            int matches = firings.get(index).matches(rule).size();
            for (int copy = 0; copy < 2; copy++) {
                Neighbourhood renamed = renamed(given, "-" + index + "-" + copy, matches);
                if (renamed.found(rule, rules) == matches) {
                    bySettings.merge(renamed.common, renamed, Neighbourhood::and);
                } else if (copy == 0) {
                    fixed.add(new Neighbourhood(renamed.common,
                            List.of(given.stream().map(Object.class::cast).filter(fact -> !renamed.common.contains(fact)).toList()),
                            matches));
                }
            }
        }
        fixed.replaceAll(each -> bySettings.containsKey(each.common) ? each.and(bySettings.get(each.common)) : each);
        fixed.addAll(bySettings.values());
        return fixed.stream().map(each -> each.beside(renamed(List.of(WellShop.facts()), "-well", 0), rule, rules)).toList();
    }

    private static Neighbourhood renamed(Collection<?> given, String suffix, int matches) {
        Renaming renaming = Renaming.of(given, suffix);
        var common = new ArrayList<Object>();
        var part = new ArrayList<Object>();
        for (Object fact : given) {
            Object renamed = renaming.of(fact);
            (renamed.equals(fact) ? common : part).add(renamed);
        }
        return new Neighbourhood(Set.copyOf(common), List.of(part), matches);
    }

    private Neighbourhood and(Neighbourhood other) {
        var all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new Neighbourhood(common, all, matches + other.matches);
    }

    private Neighbourhood beside(Neighbourhood shop, String rule, RuleVerifier rules) {
        var here = new Neighbourhood(common, shop.parts, 0);
        return and(new Neighbourhood(common, shop.parts, here.found(rule, rules)));
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
