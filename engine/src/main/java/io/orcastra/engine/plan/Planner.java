package io.orcastra.engine.plan;

import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a plan of what rules wish and what rules forbid: one action per service or node, the stronger first, only
 * what SwarmKit's filters can place, within the budgets. A pure function of the situation, whatever its order.
 */
public final class Planner {

    public Plan plan(Situation situation) {
        return new Drafting(situation).plan();
    }

    private static final class Drafting {
        private final Situation situation;
        private final Map<Proposal, List<Veto>> vetoes;
        private final Preflight preflight;
        private final Spending spending;
        private final Map<String, Proposal> first = new HashMap<>();
        private final List<PlannedAction> execute = new ArrayList<>();
        private final List<Refusal> deferred = new ArrayList<>();
        private final List<Refusal> vetoed = new ArrayList<>();

        Drafting(Situation situation) {
            this.situation = situation;
            vetoes = situation.vetoes().stream().collect(Collectors.groupingBy(Veto::proposal));
            preflight = new Preflight(situation.cluster());
            spending = new Spending(situation);
        }

        Plan plan() {
            new HashSet<>(situation.proposals()).stream().sorted(Strength.STRONGEST_FIRST).forEach(this::judge);
            return new Plan(execute, deferred, vetoed);
        }

        private void judge(Proposal proposal) {
            if (vetoes.containsKey(proposal)) {
                vetoed.add(new Refusal(proposal, vetoes.get(proposal).stream().distinct()
                        .sorted(Comparator.comparing(Veto::rule).thenComparing(Veto::reason)).toList()));
                return;
            }
            Optional<Veto> occupied = occupied(proposal);
            if (occupied.isPresent()) {
                vetoed.add(new Refusal(proposal, List.of(occupied.get())));
                return;
            }
            Verdict verdict = preflight.of(proposal);
            Optional<Veto> refusal = Optional.ofNullable(verdict.veto())
                    .or(() -> Oscillation.of(proposal, verdict.targets(), situation));
            if (refusal.isPresent() && !verdict.waits()) {
                vetoed.add(new Refusal(proposal, List.of(refusal.get())));
                return;
            }
            first.put(proposal.subject(), proposal);
            Optional<Veto> wait = refusal.or(() -> spending.spend(proposal, verdict.targets().values()));
            if (wait.isPresent()) {
                deferred.add(new Refusal(proposal, List.of(wait.get())));
            } else {
                preflight.occupy(verdict, proposal.action());
                execute.add(new PlannedAction(proposal, verdict.targets(), verdict.restarts()));
            }
        }

        private Optional<Veto> occupied(Proposal proposal) {
            if (situation.underWay().contains(proposal.subject())) {
                return Optional.of(PlannerRule.UNDER_WAY.veto(proposal, "an action on it is under way"));
            }
            Proposal stronger = first.get(proposal.subject());
            return Optional.ofNullable(stronger).map(other -> PlannerRule.ONE_ACTION_PER_SUBJECT.veto(
                    proposal, other.rule() + " goes first: " + other.reason()));
        }
    }
}
