package io.orcastra.engine.plan;

import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Veto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells of nodes that run out of memory while none of their services can leave, which only the operator can mend. */
public final class Stranded {
    private static final int SHOWN = 3;
    private static final Set<String> NOWHERE = Set.of(PlannerRule.NO_BETTER_NODE.id(), PlannerRule.GAIN_TOO_SMALL.id());
    private static final String ADVICE = "Maybe free memory on another node or add one, or stop something there by hand; "
            + "orcastra explain says of each service why it stays.";

    private final Plan plan;
    /** Of nodes their hostnames, and of services what they are called. */
    private final Map<String, String> names = new HashMap<>();

    private Stranded(Plan plan, Collection<?> facts) {
        this.plan = plan;
        for (Object fact : facts) {
            if (fact instanceof Node node) {
                names.put(node.id(), node.hostname());
            } else if (fact instanceof Service service) {
                names.put(service.id(), service.name());
            }
        }
    }

    /** Once the planner has looked for other nodes: before that there may be something to wait for. */
    public static List<Finding> findings(Plan plan, Collection<?> facts) {
        return new Stranded(plan, facts).findings();
    }

    private List<Finding> findings() {
        Set<String> left = Stream.concat(plan.execute().stream().map(PlannedAction::wish),
                plan.deferred().stream().map(Refusal::proposal)).filter(Stranded::averts).map(Stranded::node)
                .collect(Collectors.toSet());
        Map<String, List<Refusal>> refused = plan.vetoed().stream().filter(refusal -> averts(refusal.proposal()))
                .collect(Collectors.groupingBy(refusal -> node(refusal.proposal()), TreeMap::new, Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        refused.forEach((node, refusals) -> {
            if (!left.contains(node) && refusals.stream().anyMatch(Stranded::isNowhere)
                    && refusals.stream().allMatch(Stranded::lasts)) {
                findings.add(new Finding(PlannerRule.STRANDED.id(), node, "none of its services can leave " + names.get(node)
                        + ", which is about to run out of memory: " + reasons(refusals), ADVICE));
            }
        });
        return findings;
    }

    /** Without figures, which each measurement changes: the finding would be another one each time. */
    private String reasons(List<Refusal> refusals) {
        Map<String, List<String>> services = new TreeMap<>();
        refusals.forEach(refusal -> services.computeIfAbsent(refusal.vetoes().stream().filter(Stranded::lasts)
                        .map(Veto::rule).min(Comparator.naturalOrder()).orElseThrow(), none -> new ArrayList<>())
                .add(names.getOrDefault(refusal.proposal().subject(), refusal.proposal().subject())));
        List<String> words = new ArrayList<>();
        services.forEach((rule, who) -> words.add(few(who) + " (" + rule + ")"));
        return words.size() <= SHOWN ? String.join("; ", words)
                : String.join("; ", words.subList(0, SHOWN)) + "; others for other reasons";
    }

    private static String few(List<String> who) {
        List<String> sorted = who.stream().distinct().sorted().toList();
        return sorted.size() <= SHOWN + 1 ? Figures.list(sorted)
                : String.join(", ", sorted.subList(0, SHOWN)) + " and " + (sorted.size() - SHOWN) + " more";
    }

    private static boolean averts(Proposal wish) {
        return wish.action() instanceof Relocate relocate && relocate.averts();
    }

    private static String node(Proposal wish) {
        return ((Relocate) wish.action()).nodeId();
    }

    private static boolean isNowhere(Refusal refusal) {
        return refusal.vetoes().stream().anyMatch(veto -> NOWHERE.contains(veto.rule()));
    }

    private static boolean lasts(Refusal refusal) {
        return refusal.vetoes().stream().anyMatch(Stranded::lasts);
    }

    private static boolean lasts(Veto veto) {
        return veto.until() == null && !PlannerRule.letsItFollow(veto.rule());
    }
}
