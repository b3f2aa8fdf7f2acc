package io.orcastra.adapters.scenario.script;

import io.orcastra.adapters.report.Names;
import io.orcastra.adapters.scenario.script.Sighting.Kind;
import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns decision records into what was seen from when to when. Used by one thread. */
final class Sightings {
    private final List<Stay> stays = new ArrayList<>();
    private final Map<Sighting, Duration> open = new LinkedHashMap<>();
    private List<Condition> conditions = List.of();
    private List<Finding> findings = List.of();
    private Plan plan = Plan.EMPTY;

    void look(Duration at, DecisionRecord record) {
        boolean same = plan.equals(record.plan()) && record.plan().execute().isEmpty()
                && conditions.equals(record.conditions()) && findings.equals(record.findings());
        if (same) {
            return;
        }
        plan = record.plan();
        conditions = List.copyOf(record.conditions());
        findings = List.copyOf(record.findings());
        Set<Sighting> now = standing(new SightingWords(new Names(record.facts())));
        open.forEach((sighting, since) -> {
            if (!now.contains(sighting)) {
                stays.add(new Stay(sighting, since, at));
            }
        });
        open.keySet().retainAll(now);
        now.forEach(sighting -> open.putIfAbsent(sighting, at));
        begun(at, record);
    }

    /** Everything up to the end, in the order of its beginning. */
    List<Stay> until(Duration end) {
        List<Stay> all = new ArrayList<>(stays);
        open.forEach((sighting, since) -> all.add(new Stay(sighting, since, end.plusSeconds(1))));
        all.sort(Comparator.comparing(Stay::from).thenComparing(stay -> stay.sighting().kind())
                .thenComparing(stay -> stay.sighting().text()));
        return all;
    }

    private Set<Sighting> standing(SightingWords words) {
        Set<Sighting> now = new LinkedHashSet<>();
        conditions.forEach(condition -> now.add(words.of(condition)));
        findings.forEach(finding -> now.add(words.of(finding)));
        plan.execute().forEach(action -> now.add(words.of(Kind.PROPOSAL, action.wish())));
        for (List<Refusal> refusals : List.of(plan.deferred(), plan.vetoed())) {
            for (Refusal refusal : refusals) {
                now.add(words.of(Kind.PROPOSAL, refusal.proposal()));
                refusal.vetoes().forEach(veto -> now.add(words.of(veto)));
            }
        }
        return now;
    }

    private void begun(Duration at, DecisionRecord record) {
        if (plan.execute().isEmpty()) {
            return;
        }
        SightingWords words = new SightingWords(new Names(record.facts()));
        Map<String, String> places = new HashMap<>();
        record.facts().stream().filter(Task.class::isInstance).map(Task.class::cast)
                .forEach(task -> places.put(task.id(), task.nodeId()));
        for (PlannedAction action : plan.execute()) {
            stays.add(new Stay(words.of(action, places), at, at));
        }
    }
}
