package io.orcastra.rules.mutation;

import io.orcastra.rules.WellShop;
import io.orcastra.rules.verify.Firing;
import io.orcastra.rules.verify.RuleVerifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The facts of several tests of one rule side by side, each about nodes and services of its own. The rule has to find in
 * them all what it finds in each: what it joins belongs together, and what it finds missing is not found elsewhere.
 *
 * @param common facts that name nobody, such as settings
 * @param found  what the rule finds in each, together
 */
record Neighbourhood(Set<Object> common, List<List<Object>> parts, Found found) {

    /** How often a rule matches, and what it concludes. */
    private record Found(int matches, Set<Object> conclusions) {
        static Found of(String rule, Firing firing) {
            return new Found(firing.matches(rule).size(), firing.conclusions(rule));
        }

        Found and(Found other) {
            var both = new HashSet<>(conclusions);
            both.addAll(other.conclusions);
            return new Found(matches + other.matches, both);
        }
    }

    /** How neighbours are kept apart. */
    enum Apart {
        /** Each has nodes and services of its own. */
        BY_NODES {
            @Override
            Renaming renaming(Collection<?> facts, String suffix) {
                return Renaming.of(facts, suffix);
            }
        },
        /** They live on the same nodes, each with services of its own. */
        BY_SERVICES {
            @Override
            Renaming renaming(Collection<?> facts, String suffix) {
                return Renaming.onTheSameNodes(facts, suffix);
            }
        };

        abstract Renaming renaming(Collection<?> facts, String suffix);
    }

    private static final Found NOTHING = new Found(0, Set.of());

    /**
     * Those of a rule: tests with the same settings live side by side, each twice. Facts that hold a digest of names
     * cannot live under other names; they get neighbours of their own.
     */
    static List<Neighbourhood> of(String rule, List<Firing> firings, RuleVerifier rules, Apart apart) {
        Map<Set<Object>, Neighbourhood> bySettings = new LinkedHashMap<>();
        var fixed = new ArrayList<Neighbourhood>();
        for (int index = 0; index < firings.size(); index++) {
            Firing firing = firings.get(index);
            Found alone = Found.of(rule, firing);
            for (int copy = 0; copy < 2; copy++) {
                Neighbourhood renamed = renamed(apart.renaming(firing.given(), "-" + index + "-" + copy), firing.given()).with(rule, rules);
                if (renamed.found.matches == alone.matches) {
                    bySettings.merge(renamed.common, renamed, Neighbourhood::and);
                } else if (copy == 0) {
                    List<Object> part = firing.given().stream().map(Object.class::cast)
                            .filter(fact -> !renamed.common.contains(fact)).toList();
                    fixed.add(new Neighbourhood(renamed.common, List.of(part), alone));
                }
            }
        }
        fixed.replaceAll(each -> bySettings.containsKey(each.common) ? each.and(bySettings.get(each.common)) : each);
        fixed.addAll(bySettings.values());
        Neighbourhood shop = renamed(apart.renaming(List.of(WellShop.facts()), "-well"), List.of(WellShop.facts()));
        return fixed.stream().map(each ->
                each.and(new Neighbourhood(each.common, shop.parts, NOTHING).with(rule, rules))).toList();
    }

    private static Neighbourhood renamed(Renaming renaming, Collection<?> given) {
        var common = new HashSet<Object>();
        var part = new ArrayList<Object>();
        for (Object fact : given) {
            Object renamed = renaming.of(fact);
            (renamed.equals(fact) ? common : part).add(renamed);
        }
        return new Neighbourhood(Set.copyOf(common), List.of(part), NOTHING);
    }

    private Neighbourhood and(Neighbourhood other) {
        var all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new Neighbourhood(common, all, found.and(other.found));
    }

    private Neighbourhood with(String rule, RuleVerifier rules) {
        return new Neighbourhood(common, parts, foundBy(rule, rules));
    }

    /** Whether the rule finds in them together what it finds in each. */
    boolean isRespectedBy(String rule, RuleVerifier rules) {
        return foundBy(rule, rules).equals(found);
    }

    private Found foundBy(String rule, RuleVerifier rules) {
        var facts = new ArrayList<>(common);
        parts.forEach(facts::addAll);
        return Found.of(rule, rules.given(facts));
    }
}
