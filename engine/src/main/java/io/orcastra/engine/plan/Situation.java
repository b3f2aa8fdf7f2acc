package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All a plan is made from.
 *
 * @param underWay ids of subjects with an action under way
 * @param towards  ids of the nodes which actions under way are directed at, once per action
 * @param history  moves and restarts begun, of the last hour at least
 * @param weighing what targets of relocations are weighed with
 */
public record Situation(
        ClusterView cluster,
        Collection<Proposal> proposals,
        Collection<Veto> vetoes,
        Set<String> underWay,
        List<String> towards,
        List<PastAction> history,
        Budgets budgets,
        Instant now,
        Weighing weighing) {
    public Situation {
        proposals = List.copyOf(proposals);
        vetoes = List.copyOf(vetoes);
        underWay = Set.copyOf(underWay);
        towards = List.copyOf(towards);
        history = List.copyOf(history);
    }

    /** A situation in which nothing is known of memory. */
    public Situation(
            ClusterView cluster, Collection<Proposal> proposals, Collection<Veto> vetoes, Set<String> underWay,
            List<String> towards, List<PastAction> history, Budgets budgets, Instant now) {
        this(cluster, proposals, vetoes, underWay, towards, history, budgets, now, Weighing.NONE);
    }

    /** The same with some of its proposals only, as if rules had wished for nothing else. */
    public Situation only(Predicate<Proposal> some) {
        return new Situation(cluster, proposals.stream().filter(some).toList(),
                vetoes.stream().filter(veto -> some.test(veto.proposal())).toList(), underWay, towards, history, budgets, now,
                weighing);
    }
}
