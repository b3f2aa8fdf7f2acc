package io.orcastra.rules.plain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The policies of the pack for services and tasks as a programmer would write them by hand: what the rules are measured
 * with and compared to. Each time all is judged anew; why is not told.
 */
public final class PlainPack {
    /** Policies of machines, containers, and files and services of Orcastra's own: left to rules. */
    private static final Predicate<String> LEFT = Set.of("BST", "EXP", "GCO", "HEA", "MOD")::contains;

    private PlainPack() {
    }

    /** Whether the rule with this id has its counterpart here. */
    public static boolean covers(String rule) {
        return LEFT.negate().test(rule.substring("ORC-".length(), "ORC-".length() + 3));
    }

    /** What follows from the facts, by id of the rule that says so. */
    public static Map<String, Set<Object>> concluded(Collection<?> known) {
        PlainFacts facts = new PlainFacts(known);
        PlainRequests requests = new PlainRequests(facts);
        List<PlainPolicy> policies = List.of(new PlainServiceGuards(facts), new PlainRebalancing(facts),
                new PlainUnmovable(facts), new PlainAnchors(facts), new PlainCoLocation(facts), new PlainOrders(facts),
                new PlainSets(facts), new PlainFailures(facts), new PlainRestarts(facts), new PlainLabels(facts), new PlainMemory(facts),
                new PlainMemoryFindings(facts), new PlainPreferences(facts), new PlainSpread(facts),
                new PlainAntiAffinity(facts), new PlainStuck(facts), new PlainHolds(facts), requests,
                new PlainSwarmGuards(facts), new PlainFencing(facts));
        requests.wanted();
        policies.forEach(PlainPolicy::conditions);
        policies.forEach(PlainPolicy::proposals);
        policies.forEach(PlainPolicy::vetoes);
        policies.forEach(PlainPolicy::timers);
        return facts.concluded();
    }
}
