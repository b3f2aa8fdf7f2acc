package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.ChangeRole;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.CutOff;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.JoinSwarm;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.RemoveNode;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartEngine;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.UpdateService;
import java.util.Comparator;
import java.util.List;

/**
 * Which of two proposals goes first: what runs twice is stopped and nodes come into the swarm before anything else; labels
 * are set before anything follows them and taken away last; a user's own rollback comes before our moves, and a move, which
 * restarts as well, before a restart.
 */
final class Strength {
    private static final List<Class<? extends Action>> ORDER = List.of(
            InitialiseSwarm.class, CutOff.class, RestartEngine.class, JoinSwarm.class, ChangeRole.class, RemoveNode.class,
            SetNodeLabel.class, RestorePreviousSpec.class, MoveService.class, Relocate.class,
            RestartService.class, RestartContainer.class, CreateService.class, UpdateService.class, RemoveNodeLabel.class,
            CollectGarbage.class, FetchMod.class);

    static final Comparator<Proposal> STRONGEST_FIRST = Comparator
            .<Proposal>comparingInt(proposal -> ORDER.indexOf(proposal.action().getClass()))
            .thenComparing(Proposal::rule)
            .thenComparing(Proposal::subject)
            .thenComparing(Proposal::cause)
            .thenComparing(Strength::text);

    private Strength() {
    }

    static boolean isBeforeRelocations(Proposal proposal) {
        return ORDER.indexOf(proposal.action().getClass()) < ORDER.indexOf(Relocate.class);
    }

    /** Text of what is wished, the same in every process; its reason, which may tell changing figures, not in it. */
    static String identity(Proposal proposal) {
        return text(new Proposal(proposal.rule(), proposal.action(), proposal.cause(), ""))
                + proposal.rule() + proposal.subject() + proposal.action().getClass().getSimpleName();
    }

    /** Total order, whatever order the sets in an action have. */
    private static String text(Proposal proposal) {
        Action action = proposal.action();
        if (action instanceof MoveService move) {
            return move.home().stream().sorted().toList() + "" + move.tasks() + proposal.reason();
        }
        if (action instanceof Relocate relocate) {
            return relocate.goal() + relocate.nodeId() + relocate.among().stream().sorted().toList() + relocate.tasks()
                    + relocate.priority() + proposal.reason();
        }
        if (action instanceof CollectGarbage collect) {
            return collect.items().stream().sorted().toList() + proposal.reason();
        }
        if (action instanceof CreateService create) {
            return create.settings().stream().sorted().toList() + proposal.reason();
        }
        if (action instanceof UpdateService update) {
            return update.settings().stream().sorted().toList() + proposal.reason();
        }
        if (action instanceof RestartService restart) {
            return restart.nodes().stream().sorted().toList() + proposal.reason();
        }
        if (action instanceof InitialiseSwarm make) {
            return make.address() + make.managers().stream().sorted().toList() + proposal.reason();
        }
        return action + proposal.reason();
    }
}
