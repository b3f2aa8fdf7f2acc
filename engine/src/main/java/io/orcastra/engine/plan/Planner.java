package io.orcastra.engine.plan;

import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Veto;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Makes a plan of what rules wish and what rules forbid: one action per service or node, the stronger first, only
 * what SwarmKit's filters can place, within the budgets; of the relocations those that serve their goals best
 * together. A pure function of the situation, whatever its order.
 */
public final class Planner {

    public Plan plan(Situation situation) {
        return new Drafting(situation).plan();
    }

    private static final class Drafting {
        private final Situation situation;
        private final Draft draft;

        Drafting(Situation situation) {
            this.situation = situation;
            draft = new Draft(situation);
        }

        Plan plan() {
            List<Proposal> proposals = new HashSet<>(situation.proposals()).stream()
                    .sorted(Strength.STRONGEST_FIRST).toList();
            List<Proposal> relocations = proposals.stream().filter(Drafting::isRelocation).toList();
            proposals.stream().filter(Strength::isBeforeRelocations).forEach(this::judge);
            new Relocations(situation, draft).judge(relocations.stream().filter(draft::isOpen).toList());
            proposals.stream().filter(proposal -> !isRelocation(proposal) && !Strength.isBeforeRelocations(proposal))
                    .forEach(this::judge);
            return draft.finished();
        }

        private void judge(Proposal proposal) {
            if (!draft.isOpen(proposal)) {
                return;
            }
            Verdict verdict = draft.preflight.of(proposal);
            Optional<Veto> refusal = Optional.ofNullable(verdict.veto())
                    .or(() -> draft.quorum.refusal(proposal))
                    .or(() -> Oscillation.of(proposal, verdict.targets(), situation));
            if (refusal.isPresent() && !verdict.waits()) {
                draft.refuse(refusal.get());
                return;
            }
            PlannedAction planned = new PlannedAction(proposal, verdict.targets(), verdict.restarts());
            Optional<Veto> approval = refusal.isPresent() ? Optional.empty() : draft.approval(planned);
            if (approval.isPresent()) {
                draft.defer(approval.get());
                return;
            }
            draft.claim(proposal);
            Optional<Veto> wait = refusal.or(() -> draft.quorum.turn(proposal))
                    .or(() -> Departures.wait(proposal, draft.left(), situation))
                    .or(() -> departure(proposal, verdict))
                    .or(() -> draft.spending.spend(proposal, verdict.targets().values()));
            if (wait.isPresent()) {
                draft.defer(wait.get());
            } else {
                draft.execute(planned, verdict);
            }
        }

        private Optional<Veto> departure(Proposal proposal, Verdict verdict) {
            return proposal.action() instanceof MoveService
                    ? Departures.wait(proposal, verdict.targets(), draft.written(), situation) : Optional.empty();
        }

        private static boolean isRelocation(Proposal proposal) {
            return proposal.action() instanceof Relocate;
        }
    }
}
