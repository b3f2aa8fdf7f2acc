package io.orcastra.engine.explain;

import io.orcastra.engine.cycle.Examination;
import io.orcastra.engine.plan.Candidate;
import io.orcastra.engine.plan.PlannerRule;
import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.reading.Cause;
import io.orcastra.rules.reading.WayOut;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what would end a veto, down to something that is observed or configured. */
final class Remedies {
    /** Longer chains of conclusions are cut. */
    private static final int LINKS = 8;
    private static final Set<PlannerRule> ABOUT_NODES = Set.of(PlannerRule.NO_ROOM_TO_MOVE, PlannerRule.NO_ROOM_TO_RESTART,
            PlannerRule.NO_BETTER_NODE, PlannerRule.GAIN_TOO_SMALL);
    private static final Set<PlannerRule> TURNS = Set.of(PlannerRule.ONE_ACTION_PER_SUBJECT, PlannerRule.CYCLE_BUDGET,
            PlannerRule.NODE_BUDGET, PlannerRule.HOUR_BUDGET, PlannerRule.UNDER_WAY, PlannerRule.LABEL_FIRST,
            PlannerRule.MEMORY_OUTDATED, PlannerRule.OTHERS_ARE_ENOUGH);

    private final Examination examination;
    private final WayOut wayOut;
    private final Map<String, RuleDescription> rules;

    Remedies(Examination examination, WayOut wayOut, List<RuleDescription> rules) {
        this.examination = examination;
        this.wayOut = wayOut;
        this.rules = rules.stream().collect(Collectors.toMap(RuleDescription::id, rule -> rule, (one, same) -> one));
    }

    Remedy of(Veto veto, List<Candidate> candidates) {
        Evidence evidence = examination.record().evidence().get(veto);
        if (veto.until() != null) {
            return new Remedy.Wait(veto.until(), Optional.ofNullable(evidence).flatMap(one -> one.facts().stream()
                    .filter(fact -> fact.getClass().getPackageName().endsWith(".control")).findFirst()));
        }
        Optional<PlannerRule> planner = planner(veto);
        if (planner.isPresent()) {
            return planner(planner.get(), candidates);
        }
        return end(veto, LINKS).map(cause -> Remedy.of(cause, examination::passed)).orElse(new Remedy.Unknown());
    }

    static Optional<PlannerRule> planner(Veto veto) {
        return List.of(PlannerRule.values()).stream().filter(rule -> rule.id().equals(veto.rule())).findFirst();
    }

    private static Remedy planner(PlannerRule rule, List<Candidate> candidates) {
        if (TURNS.contains(rule)) {
            return new Remedy.Turn();
        }
        return candidates.stream().filter(one -> ABOUT_NODES.contains(rule) && one.obstruction().isPresent())
                .min(Comparator.comparingInt((Candidate one) -> one.obstruction().get().shortage().isPresent() ? 0 : 1))
                .<Remedy>map(one -> new Remedy.MakeRoom(one.nodeId(), one.obstruction().get())).orElse(new Remedy.Unknown());
    }

    /** What would end the conclusion; of one that rests on others, what would end the first of them. */
    private Optional<Cause> end(Object conclusion, int links) {
        Evidence evidence = examination.record().evidence().get(conclusion);
        if (evidence == null || links == 0 || !rules.containsKey(evidence.rule())) {
            return Optional.empty();
        }
        return wayOut.of(rules.get(evidence.rule()), evidence.facts()).map(cause ->
                cause instanceof Cause.Blocked blocked && blocked.facts().get(0) instanceof Condition condition
                        ? end(condition, links - 1).orElse(cause) : cause);
    }
}
