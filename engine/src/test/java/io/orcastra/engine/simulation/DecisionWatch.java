package io.orcastra.engine.simulation;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.decision.Veto;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What must hold of each decision by itself: nothing is begun in uncertainty, and everything is explained. */
final class DecisionWatch {
    private final Duration settle;
    /** By instance, the leader it saw last, and since when it saw another one than before. */
    private final Map<String, String> leaders = new HashMap<>();
    private final Map<String, Instant> leaderChanged = new HashMap<>();

    DecisionWatch(Duration settle) {
        this.settle = settle;
    }

    void decided(String instance, DecisionRecord record) {
        for (PlannedAction action : record.plan().execute()) {
            if (!record.evidence().containsKey(action.proposal()) || action.proposal().reason().isBlank()) {
                throw new Violation("9 everything is explained", action.proposal().toString());
            }
        }
        Stream.concat(record.plan().deferred().stream(), record.plan().vetoed().stream())
                .forEach(refusal -> checkExplained(record, refusal));
        boolean certain = record.facts().stream().noneMatch(fact -> fact instanceof Unsettled
                || fact instanceof StaleObservation || fact instanceof NoLease);
        if (!certain && !record.plan().execute().isEmpty()) {
            throw new Violation("3 nothing is done without lease or certainty", record.plan().execute().toString());
        }
        checkLeader(instance, record);
    }

    /** What an instance knew is forgotten with it. */
    void died(String instance) {
        leaders.remove(instance);
        leaderChanged.remove(instance);
    }

    /** A leader that was away and came back unseen has not changed for an instance. */
    private void checkLeader(String instance, DecisionRecord record) {
        String leads = record.facts().stream()
                .filter(fact -> fact instanceof Node node && node.leadership() == Leadership.LEADER)
                .map(fact -> ((Node) fact).id()).findFirst().orElse("");
        String before = leads.isEmpty() ? null : leaders.put(instance, leads);
        if (before != null && !before.equals(leads)) {
            leaderChanged.put(instance, record.at());
        }
        Instant changed = leaderChanged.get(instance);
        if (changed != null && !record.plan().execute().isEmpty() && record.at().isBefore(changed.plus(settle))) {
            throw new Violation("3 nobody acts while the swarm is unsettled", "the leader changed at " + changed);
        }
    }

    private static void checkExplained(DecisionRecord record, Refusal refusal) {
        for (Veto veto : refusal.vetoes()) {
            if (veto.reason().isBlank() || !record.evidence().containsKey(veto)) {
                throw new Violation("9 everything is explained", veto.toString());
            }
        }
    }
}
