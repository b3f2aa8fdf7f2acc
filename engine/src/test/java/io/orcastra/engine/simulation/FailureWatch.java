package io.orcastra.engine.simulation;

import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.condition.StableNode;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What fails is given up, in sound stories and others: of one service no more than three relocations for one cause fail, six
 * in an emergency, after which something has to be new, or an instance may have died before it wrote that down. What began
 * before that is no attempt at it. A label is nothing new: in these stories only Orcastra sets labels. A node is new once it
 * is back and once more when it has become stable. Dependents that follow have a time limit instead.
 */
final class FailureWatch {
    private static final int MOST = 3;
    private static final int MOST_IN_AN_EMERGENCY = 6;
    private static final String EMERGENCY = "ORC-MEM-202";
    private static final String WITHOUT_LIMIT = "ORC-COL-201";
    private static final Set<Kind> NEWS = Set.of(Kind.NODE_READY, Kind.NODE_BACK, Kind.AVAILABILITY,
            Kind.UPDATED_BY_OWNER, Kind.LEADER_CHANGED, Kind.SILENCE);

    private final Map<List<String>, Integer> failed = new HashMap<>();
    private Set<String> stable = Set.of();
    private Instant news = Instant.MIN;

    void happened(SwarmEvent event) {
        if (NEWS.contains(event.kind())) {
            news(event.at());
        }
    }

    /** Of those who may act. */
    void decided(DecisionRecord record) {
        if (record.facts().stream().anyMatch(NoLease.class::isInstance)) {
            return;
        }
        Set<String> now = record.conditions().stream().filter(StableNode.class::isInstance)
                .map(condition -> ((StableNode) condition).nodeId()).collect(Collectors.toSet());
        if (!stable.containsAll(now)) {
            news(record.at());
        }
        stable = now;
    }

    private void news(Instant at) {
        failed.clear();
        news = at;
    }

    void died() {
        failed.clear();
    }

    void ended(Outcome outcome) {
        List<String> what = List.of(outcome.proposal().subject(), outcome.proposal().cause());
        boolean relocation = outcome.proposal().action() instanceof MoveService && !outcome.proposal().rule().equals(WITHOUT_LIMIT);
        int most = outcome.proposal().rule().equals(EMERGENCY) ? MOST_IN_AN_EMERGENCY : MOST;
        if (relocation && outcome.result() == Result.SUCCEEDED) {
            failed.remove(what);
        } else if (relocation && outcome.result() == Result.FAILED && outcome.restarts() > 0
                && !outcome.startedAt().isBefore(news) && failed.merge(what, 1, Integer::sum) > most) {
            throw new Violation("8 what fails again and again is given up", failed.get(what) + " times " + outcome.proposal());
        }
    }
}
