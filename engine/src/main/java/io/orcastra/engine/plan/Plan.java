package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Veto;
import java.util.List;
import java.util.stream.Stream;

/**
 * The decision of one cycle. Every proposal of the cycle stands in exactly one of the three lists, each in a stable
 * order that does not depend on the order of rules or facts.
 *
 * @param execute   to be carried out now, in this order
 * @param deferred  approved, but not in this cycle: a budget has no room, or a label of this plan must be there first
 * @param vetoed    refused by a rule or by the planner
 * @param uncounted vetoes of rules that only report, which held nothing back
 */
public record Plan(List<PlannedAction> execute, List<Refusal> deferred, List<Refusal> vetoed, List<Veto> uncounted) {
    public static final Plan EMPTY = new Plan(List.of(), List.of(), List.of());
    private static final String MAKE_ROOM = "Maybe let more nodes be home, free what is reserved there, "
            + "or change the replicas, the placement or the replicas per node of the service.";
    private static final String MORE_MANAGERS = "Maybe bring back managers that are down, or make another node a manager first.";
    private static final String COUNT_IT = "Maybe take the rule out of rules.report if it should be heard.";

    public Plan {
        execute = List.copyOf(execute);
        deferred = List.copyOf(deferred);
        vetoed = List.copyOf(vetoed);
        uncounted = List.copyOf(uncounted);
    }

    /** A plan that no rule was overruled for. */
    public Plan(List<PlannedAction> execute, List<Refusal> deferred, List<Refusal> vetoed) {
        this(execute, deferred, vetoed, List.of());
    }

    /**
     * What only the operator can mend: services whose tasks do not all find room where they belong; and the refusals
     * that the operator has set aside.
     */
    public List<Finding> findings() {
        Stream<Finding> roomless = vetoed.stream().flatMap(refusal -> refusal.vetoes().stream())
                .filter(veto -> veto.rule().equals(PlannerRule.NO_ROOM_TO_MOVE.id()))
                .map(veto -> new Finding(veto.rule(), veto.proposal().subject(), veto.reason(), MAKE_ROOM));
        Stream<Finding> quorum = vetoed.stream().flatMap(refusal -> refusal.vetoes().stream())
                .filter(veto -> veto.rule().equals(PlannerRule.QUORUM.id()))
                .map(veto -> new Finding(veto.rule(), veto.proposal().subject(), veto.reason(), MORE_MANAGERS));
        Stream<Finding> overruled = uncounted.stream().map(veto -> new Finding(PlannerRule.UNCOUNTED_VETO.id(),
                veto.proposal().subject(), veto.rule() + " is only reported, else it would refuse "
                        + veto.proposal().rule() + ": " + veto.reason(), COUNT_IT));
        return Stream.of(roomless, quorum, overruled).flatMap(found -> found).distinct().toList();
    }
}
