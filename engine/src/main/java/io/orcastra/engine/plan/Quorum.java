package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.Veto;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How many managers a change leaves, and that there is one change of managers at a time. A live manager goes only when
 * the others would still have a quorum with one more of them lost; a manager that comes, or the entry of a dead one that
 * goes, must not lessen how many may be lost.
 */
final class Quorum {
    private final ClusterView cluster;
    private final Set<String> underWay;
    private boolean changing;

    Quorum(Situation situation) {
        cluster = situation.cluster();
        underWay = situation.underWay();
        changing = underWay.stream().anyMatch(subject -> isManager(subject) || cluster.node(subject) == null
                && cluster.service(subject) == null);
    }

    /** Why it must not be done; it stays so until an operator sees to it. */
    Optional<Veto> refusal(Proposal proposal) {
        Action action = proposal.action();
        if (!changesManagers(action)) {
            return Optional.empty();
        }
        int managers = managers().size();
        int live = (int) managers().stream().filter(Quorum::isLive).count();
        int spareNow = spare(managers, live);
        Optional<Node> leaving = leaving(action);
        if (leaving.filter(Quorum::isLive).isPresent()) {
            int left = action instanceof RestartEngine ? managers : managers - 1;
            return spare(left, live - 1) >= 1 ? Optional.empty() : Optional.of(PlannerRule.QUORUM.veto(proposal,
                    "of " + managers + " managers " + live + " are reachable: without " + leaving.get().hostname()
                            + " the loss of one more would be the loss of the quorum"));
        }
        int spareThen = leaving.isPresent() ? spare(managers - 1, live) : spare(managers + 1, live + 1);
        return spareThen >= spareNow ? Optional.empty()
                : Optional.of(PlannerRule.QUORUM.veto(proposal, "with " + managers + " managers, " + live
                        + " of them reachable, it would lessen how many may be lost"));
    }

    /** Why it waits for another change of managers. */
    Optional<Veto> turn(Proposal proposal) {
        if (!changesManagers(proposal.action())) {
            return Optional.empty();
        }
        if (changing) {
            return Optional.of(PlannerRule.ONE_MANAGER_AT_A_TIME.veto(proposal, "another change of managers goes first"));
        }
        changing = true;
        return Optional.empty();
    }

    private boolean changesManagers(Action action) {
        return action instanceof ChangeRole
                || action instanceof JoinSwarm join && join.role() == NodeRole.MANAGER
                || action instanceof RestartEngine restart && leaving(restart).isPresent();
    }

    private Optional<Node> leaving(Action action) {
        if (action instanceof ChangeRole change && change.role() == NodeRole.WORKER) {
            return managers().stream().filter(node -> node.id().equals(change.nodeId())).findFirst();
        }
        return action instanceof RestartEngine restart
                ? managers().stream().filter(node -> node.hostname().equals(restart.hostname())).findFirst()
                : Optional.empty();
    }

    private boolean isManager(String nodeId) {
        Node node = cluster.node(nodeId);
        return node != null && node.role() == NodeRole.MANAGER;
    }

    private List<Node> managers() {
        return cluster.nodes().stream().filter(node -> node.role() == NodeRole.MANAGER).toList();
    }

    private static boolean isLive(Node node) {
        return node.leadership() == Leadership.LEADER || node.leadership() == Leadership.REACHABLE;
    }

    /** How many of the live ones may be lost; below 0 the quorum is lost already. */
    private static int spare(int managers, int live) {
        return live - (managers / 2 + 1);
    }
}
