package io.orcastra.engine.replay;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was decided in a matter. Two verdicts are equal when the same is done or the same stands in its way, whatever
 * the words.
 *
 * @param action  what is done or would be; null for a finding
 * @param vetoes  ids of the rules in its way
 * @param targets by task id, the node its successor is expected on
 */
public record Verdict(
        Kind kind, Action action, Set<String> vetoes, Map<String, String> targets, int restarts, Proposal because,
        Finding finding) {
    /** What becomes of a wish; a finding is only told. */
    public enum Kind { PLANNED, DEFERRED, VETOED, FOUND }

    public Verdict {
        vetoes = Set.copyOf(vetoes);
        targets = Map.copyOf(targets);
    }

    /** Every verdict of a cycle. */
    public static Map<Matter, Verdict> of(Plan plan, List<Finding> findings) {
        Map<Matter, Verdict> all = new HashMap<>();
        for (PlannedAction planned : plan.execute()) {
            all.put(Matter.of(planned.wish()), new Verdict(Kind.PLANNED, planned.proposal().action(), Set.of(),
                    planned.targets(), planned.expectedRestarts(), planned.proposal(), null));
        }
        plan.deferred().forEach(refusal -> all.putIfAbsent(Matter.of(refusal.proposal()), of(Kind.DEFERRED, refusal)));
        plan.vetoed().forEach(refusal -> all.putIfAbsent(Matter.of(refusal.proposal()), of(Kind.VETOED, refusal)));
        findings.forEach(finding -> all.putIfAbsent(Matter.of(finding),
                new Verdict(Kind.FOUND, null, Set.of(), Map.of(), 0, null, finding)));
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Verdict verdict && kind == verdict.kind && vetoes.equals(verdict.vetoes)
                && (kind != Kind.PLANNED || action.equals(verdict.action) && targets.equals(verdict.targets));
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + vetoes.hashCode();
    }

    private static Verdict of(Kind kind, Refusal refusal) {
        return new Verdict(kind, refusal.proposal().action(),
                refusal.vetoes().stream().map(Veto::rule).collect(Collectors.toSet()), Map.of(), 0, refusal.proposal(), null);
    }
}
