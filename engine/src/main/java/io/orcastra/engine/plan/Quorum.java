package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.Veto;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How many managers a change leaves, and that there is one change of managers, and one restart of an engine, at a time. A
 * live manager goes only when the others would still have a quorum with one more of them lost; a manager that comes, or the
 * entry of a dead one that goes, must not lessen how many may be lost.
 */
final class Quorum {
    private static final String RESTART = RestartEngine.class.getSimpleName();
    /** Whether a machine joins as a manager is not told of what is under way. */
    private static final Set<String> CHANGES = Set.of(ChangeRole.class.getSimpleName(), JoinSwarm.class.getSimpleName(),
            InitialiseSwarm.class.getSimpleName());

    private final ClusterView cluster;
    private boolean changing;
    private boolean restarting;

    Quorum(Situation situation) {
        cluster = situation.cluster();
        changing = cluster.inFlight().stream().anyMatch(this::mayChangeManagers);
        restarting = cluster.inFlight().stream().anyMatch(one -> one.action().equals(RESTART));
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

    /** Why it waits for another change of managers, or for another engine. */
    Optional<Veto> turn(Proposal proposal) {
        if (changing && changesManagers(proposal.action())) {
            return Optional.of(PlannerRule.ONE_MANAGER_AT_A_TIME.veto(proposal, "another change of managers goes first"));
        }
        if (restarting && proposal.action() instanceof RestartEngine) {
            return Optional.of(PlannerRule.ONE_ENGINE_AT_A_TIME.veto(proposal, "another engine restarts first"));
        }
        return Optional.empty();
    }

    /** It is carried out: what follows waits for it. */
    void begins(Proposal proposal) {
        changing |= changesManagers(proposal.action());
        restarting |= proposal.action() instanceof RestartEngine;
    }

    private boolean mayChangeManagers(InFlight one) {
        return CHANGES.contains(one.action()) || one.action().equals(RESTART) && leaving(new RestartEngine(one.subject())).isPresent();
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
