package io.orcastra.engine.plan;

import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import io.orcastra.facts.policy.AutomationLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan while it is made: who has acted first on each subject, and what is left of room, memory and budgets. */
final class Draft {
    private static final Comparator<Veto> READING_ORDER = Comparator.comparing(Veto::rule).thenComparing(Veto::reason)
            .thenComparing(Veto::proposal, Strength.STRONGEST_FIRST);

    private final Situation situation;
    private final Automation automation;
    private final Map<Proposal, List<Veto>> vetoes;
    private final Map<String, Proposal> first = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private final Set<String> written = new HashSet<>();
    private final List<PlannedAction> execute = new ArrayList<>();
    private final List<Refusal> deferred = new ArrayList<>();
    private final List<Refusal> vetoed = new ArrayList<>();
    final Preflight preflight;
    final Spending spending;
    final Quorum quorum;
    final Loads loads;

    Draft(Situation situation) {
        this.situation = situation;
        automation = situation.weighing().automation();
        vetoes = situation.vetoes().stream().filter(veto -> automation.counts(veto.rule()))
                .collect(Collectors.groupingBy(Veto::proposal));
        preflight = new Preflight(situation);
        spending = new Spending(situation);
        quorum = new Quorum(situation);
        loads = new Loads(situation.weighing().memory());
    }

    Plan finished() {
        return new Plan(execute, deferred, vetoed, situation.vetoes().stream()
                .filter(veto -> !automation.counts(veto.rule())).distinct().sorted(READING_ORDER).toList());
    }

    /** Whether nothing speaks against looking closer; otherwise it stands among the vetoed. */
    boolean isOpen(Proposal proposal) {
        List<Veto> against = Stream.concat(vetoes.getOrDefault(proposal, List.of()).stream(), onlyReported(proposal).stream())
                .distinct().sorted(READING_ORDER).toList();
        if (!against.isEmpty()) {
            vetoed.add(new Refusal(proposal, against));
            return false;
        }
        Optional<Veto> occupied = occupied(proposal);
        occupied.ifPresent(this::refuse);
        return occupied.isEmpty() && isJudgedByAll(proposal);
    }

    /** Nobody knows what a missing rule would have said: what it might have forbidden waits. */
    private boolean isJudgedByAll(Proposal proposal) {
        List<Veto> missing = automation.unheard(proposal).stream()
                .map(rule -> PlannerRule.RULE_MISSING.veto(proposal, "rule " + rule.rule() + " (" + rule.file() + ":"
                        + rule.line() + ") is left out and might forbid it: " + rule.reason()
                        + "; maybe mend the file, or name the rule in rules.off to go on without it"))
                .sorted(READING_ORDER).toList();
        if (!missing.isEmpty()) {
            deferred.add(new Refusal(proposal, missing));
        }
        return missing.isEmpty();
    }

    private Optional<Veto> onlyReported(Proposal proposal) {
        return automation.of(proposal) == AutomationLevel.REPORT
                ? Optional.of(PlannerRule.ONLY_REPORTED.veto(proposal,
                        automation.setBy(proposal, AutomationLevel.REPORT) + " is set to be reported only"))
                : Optional.empty();
    }

    /** Why a person has to say yes first. */
    Optional<Veto> approval(PlannedAction planned) {
        return automation.of(planned.wish()) == AutomationLevel.ASK && !automation.consents().cover(planned, situation.now())
                ? Optional.of(PlannerRule.WAITS_FOR_APPROVAL.veto(planned.proposal(),
                        "it waits for approval: orcastra approve " + PlanId.of(planned)))
                : Optional.empty();
    }

    /** Why the subject is not free for this proposal. */
    Optional<Veto> occupied(Proposal proposal) {
        if (situation.underWay().contains(proposal.subject())) {
            return Optional.of(PlannerRule.UNDER_WAY.veto(proposal, "an action on it is under way"));
        }
        Proposal stronger = first.get(proposal.subject());
        return Optional.ofNullable(stronger).map(other -> PlannerRule.ONE_ACTION_PER_SUBJECT.veto(
                proposal, other.rule() + " goes first: " + other.reason()));
    }

    /** Ids of the nodes of which this plan writes something. */
    Set<String> written() {
        return written;
    }

    /** Ids of the nodes that moves of this plan take tasks from. */
    Set<String> left() {
        return left;
    }

    void refuse(Veto veto) {
        vetoed.add(new Refusal(veto.proposal(), List.of(veto)));
    }

    void defer(Veto veto) {
        deferred.add(new Refusal(veto.proposal(), List.of(veto)));
    }

    /** Nothing weaker acts on this subject any more, whether this is carried out now or later. */
    void claim(Proposal proposal) {
        first.put(proposal.subject(), proposal);
    }

    void execute(PlannedAction action, Verdict verdict) {
        preflight.occupy(verdict, action.proposal().action());
        Map<String, Task> tasks = situation.cluster().placedTasks(action.proposal().subject()).stream()
                .collect(Collectors.toMap(Task::id, task -> task));
        action.targets().forEach((task, target) -> carry(tasks.get(task), target));
        if (action.proposal().action() instanceof MoveService) {
            action.targets().keySet().forEach(task -> left.add(tasks.get(task).nodeId()));
        }
        if (situation.cluster().node(action.proposal().subject()) != null) {
            written.add(action.proposal().subject());
        }
        quorum.begins(action.proposal());
        execute.add(action);
    }

    /** On paper the memory of the task is where the task goes. */
    void carry(Task task, String target) {
        long bytes = situation.weighing().memory().task(task.id()).orElse(0);
        loads.leave(task.nodeId(), bytes);
        loads.arrive(target, bytes);
    }
}
