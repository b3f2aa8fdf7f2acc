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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A service we moved to and fro for one cause is not moved for it again within the hour: the cause is misread. What two causes
 * moved to and fro rests for longer, for nothing but a change of theirs will end it. Where memory runs out a service goes on to
 * nodes it was not on, whatever it was moved for before, unless it had to be brought back because what follows it could not; and
 * what memory moved away is not brought back for anything cosmetic.
 */
final class Oscillation {
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOVES_FOR_ONE_CAUSE = 2;
    private static final String MOVE = MoveService.class.getSimpleName();

    private Oscillation() {
    }

    static Optional<Veto> of(Proposal proposal, Map<String, String> targets, Situation situation) {
        return of(proposal, targets, situation, "");
    }

    /**
     * @param wish     what the move grants
     * @param proposal of that move
     * @param there    id of the node the reason is told of, which it does not name
     */
    static Optional<Veto> of(Wish wish, Proposal proposal, Map<String, String> targets, Situation situation, String there) {
        if (!wish.isEmergency()) {
            return wish.relocate().cosmetic() ? backToWhereMemoryWasShort(proposal, targets, situation)
                    .or(() -> of(proposal, targets, situation, there)) : of(proposal, targets, situation, there);
        }
        Set<String> leaving = leaving(proposal, targets, situation);
        return contradiction(proposal, leaving, situation, PastAction::bringsBack)
                .or(() -> backOnTheTrail(proposal, targets, leaving, situation, there));
    }

    private static Optional<Veto> backOnTheTrail(
            Proposal proposal, Map<String, String> targets, Set<String> leaving, Situation situation, String there) {
        List<PastAction> moves = inARow(moves(proposal, situation, MEMORY), proposal);
        Set<String> trail = trail(moves, leaving);
        return targets.values().stream().sorted().filter(trail::contains).findFirst()
                .map(node -> returning(proposal, node, situation, there, moves.get(0).at().plus(MEMORY)));
    }

    private static Optional<Veto> of(Proposal proposal, Map<String, String> targets, Situation situation, String there) {
        if (!(proposal.action() instanceof MoveService)) {
            return Optional.empty();
        }
        List<PastAction> moves = inARow(moves(proposal, situation, MEMORY), proposal);
        if (moves.isEmpty()) {
            return contradiction(proposal, leaving(proposal, targets, situation), situation, back -> true);
        }
        Instant until = moves.get(0).at().plus(MEMORY);
        if (moves.size() >= MOVES_FOR_ONE_CAUSE) {
            return Optional.of(PlannerRule.OSCILLATION.veto(proposal, "it was moved " + moves.size()
                    + " times within an hour for the same cause", until));
        }
        return back(moves, targets, leaving(proposal, targets, situation))
                .map(node -> returning(proposal, node, situation, there, until));
    }

    /** The nodes over which these moves brought it to where it is, replicas elsewhere apart. */
    private static Set<String> trail(List<PastAction> moves, Set<String> leaving) {
        Set<String> trail = new HashSet<>(leaving);
        for (int i = moves.size() - 1; i >= 0; i--) {
            if (moves.get(i).to().stream().anyMatch(trail::contains)) {
                trail.addAll(moves.get(i).from());
            }
        }
        return trail;
    }

    private static Veto returning(Proposal proposal, String node, Situation situation, String there, Instant until) {
        return PlannerRule.OSCILLATION.veto(proposal, node.equals(there) ? "it was moved away from there for the same cause"
                : "it would go back to " + situation.cluster().hostname(node)
                        + ", which it was moved away from for the same cause", until);
    }

    /** What fills a node may need hours for it, or be the service itself: that memory is low there now says little. */
    private static Optional<Veto> backToWhereMemoryWasShort(
            Proposal proposal, Map<String, String> targets, Situation situation) {
        Duration quiet = situation.weighing().policy().quiet();
        return moves(proposal, situation, quiet).stream().filter(PastAction::isForMemory)
                .filter(away -> away.from().stream().anyMatch(targets::containsValue)).reduce((older, newer) -> newer)
                .map(away -> PlannerRule.OSCILLATION.veto(proposal, "it was moved away from there for memory less than "
                        + quiet.toHours() + " h ago", away.at().plus(quiet)));
    }

    /** Moves of the service within that time, oldest first. */
    private static List<PastAction> moves(Proposal proposal, Situation situation, Duration memory) {
        return situation.history().stream()
                .filter(past -> past.end() == PastAction.End.SUCCEEDED && past.action().equals(MOVE))
                .filter(past -> past.serviceId().equals(proposal.subject()))
                .filter(past -> past.at().isAfter(situation.now().minus(memory)))
                .sorted(Comparator.comparing(PastAction::at)).toList();
    }

    /** The latest ones, as far as no other cause came between. */
    private static List<PastAction> inARow(List<PastAction> moves, Proposal proposal) {
        int others = moves.size();
        while (others > 0 && moves.get(others - 1).cause().equals(proposal.cause())) {
            others--;
        }
        return moves.subList(others, moves.size());
    }

    /**
     * Two causes that want a service elsewhere would send it to and fro between them for ever.
     *
     * @param counts of the moves that took one back those that matter
     */
    private static Optional<Veto> contradiction(
            Proposal proposal, Set<String> leaving, Situation situation, Predicate<PastAction> counts) {
        Duration quiet = situation.weighing().policy().quiet();
        List<PastAction> moves = moves(proposal, situation, quiet);
        for (PastAction away : moves) {
            boolean same = away.cause().equals(proposal.cause()) && away.from().stream().anyMatch(leaving::contains);
            Optional<PastAction> back = moves.stream().filter(later -> same && later.at().isAfter(away.at())
                    && counts.test(later) && later.contradicts(away) && later.to().stream().anyMatch(leaving::contains)).findFirst();
            if (back.isPresent()) {
                return Optional.of(PlannerRule.OSCILLATION.veto(proposal, "it was moved away for the same cause, and "
                        + (back.get().bringsBack() ? "had to be brought back, because a service that follows it could not follow"
                        : "back for another; maybe two rules contradict each other"), away.at().plus(quiet)));
            }
        }
        return Optional.empty();
    }

    private static Set<String> leaving(Proposal proposal, Map<String, String> targets, Situation situation) {
        return situation.cluster().placedTasks(proposal.subject()).stream().filter(task -> targets.containsKey(task.id()))
                .map(Task::nodeId).collect(Collectors.toSet());
    }

    /** A node the service would leave is one it was sent to, and one it would go to is one it was sent away from. */
    private static Optional<String> back(List<PastAction> moves, Map<String, String> targets, Set<String> leaving) {
        return targets.values().stream().sorted()
                .filter(target -> moves.stream().anyMatch(past -> past.from().contains(target)
                        && past.to().stream().anyMatch(leaving::contains)))
                .findFirst();
    }
}
