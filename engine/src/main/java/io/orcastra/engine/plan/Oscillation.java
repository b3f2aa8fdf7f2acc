package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A service we moved to and fro for one cause is not moved for it again within the hour: the cause is misread. */
final class Oscillation {
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOVES_FOR_ONE_CAUSE = 2;
    private static final String MOVE = MoveService.class.getSimpleName();

    private Oscillation() {
    }

    static Optional<Veto> of(Proposal proposal, Map<String, String> targets, Situation situation) {
        if (!(proposal.action() instanceof MoveService)) {
            return Optional.empty();
        }
        List<PastAction> moves = movesInARow(proposal, situation);
        if (moves.isEmpty()) {
            return Optional.empty();
        }
        Instant until = moves.get(0).at().plus(MEMORY);
        if (moves.size() >= MOVES_FOR_ONE_CAUSE) {
            return Optional.of(PlannerRule.OSCILLATION.veto(proposal, "it was moved " + moves.size()
                    + " times within an hour for the same cause", until));
        }
        return back(moves, targets, situation).map(node -> PlannerRule.OSCILLATION.veto(proposal,
                "it would go back to " + situation.cluster().hostname(node)
                        + ", which it was moved away from for the same cause", until));
    }

    /** The latest moves of the service, as far as no other cause came between. */
    private static List<PastAction> movesInARow(Proposal proposal, Situation situation) {
        List<PastAction> moves = situation.history().stream()
                .filter(past -> past.end() == PastAction.End.SUCCEEDED && past.action().equals(MOVE))
                .filter(past -> past.serviceId().equals(proposal.subject()))
                .filter(past -> past.at().isAfter(situation.now().minus(MEMORY)))
                .sorted(Comparator.comparing(PastAction::at)).toList();
        int others = moves.size();
        while (others > 0 && moves.get(others - 1).cause().equals(proposal.cause())) {
            others--;
        }
        return moves.subList(others, moves.size());
    }

    /** A node the service would leave is one it was sent to, and one it would go to is one it was sent away from. */
    private static Optional<String> back(List<PastAction> moves, Map<String, String> targets, Situation situation) {
        Set<String> leaving = new HashSet<>();
        for (Task task : situation.cluster().placedTasks()) {
            if (targets.containsKey(task.id())) {
                leaving.add(task.nodeId());
            }
        }
        return targets.values().stream().sorted()
                .filter(target -> moves.stream().anyMatch(past -> past.from().contains(target)
                        && past.to().stream().anyMatch(leaving::contains)))
                .findFirst();
    }
}
