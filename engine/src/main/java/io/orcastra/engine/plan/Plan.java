package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Finding;
import java.util.List;

/**
 * The decision of one cycle. Every proposal of the cycle stands in exactly one of the three lists, each in a stable
 * order that does not depend on the order of rules or facts.
 *
 * @param execute  to be carried out now, in this order
 * @param deferred approved, but not in this cycle: a budget has no room, or a label of this plan must be there first
 * @param vetoed   refused by a rule or by the planner
 */
public record Plan(List<PlannedAction> execute, List<Refusal> deferred, List<Refusal> vetoed) {
    public static final Plan EMPTY = new Plan(List.of(), List.of(), List.of());
    private static final String MAKE_ROOM = "Maybe let more nodes be home, free what is reserved there, "
            + "or change the replicas, the placement or the replicas per node of the service.";

    public Plan {
        execute = List.copyOf(execute);
        deferred = List.copyOf(deferred);
        vetoed = List.copyOf(vetoed);
    }

    /** What only the operator can mend: services whose tasks do not all find room where they belong. */
    public List<Finding> findings() {
        return vetoed.stream().flatMap(refusal -> refusal.vetoes().stream())
                .filter(veto -> veto.rule().equals(PlannerRule.NO_ROOM_TO_MOVE.id()))
                .map(veto -> new Finding(veto.rule(), veto.proposal().subject(), veto.reason(), MAKE_ROOM))
                .distinct().toList();
    }
}
