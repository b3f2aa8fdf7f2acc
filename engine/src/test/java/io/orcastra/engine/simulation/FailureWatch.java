package io.orcastra.engine.simulation;

import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What fails is given up, in sound stories and others: of one service no more than three relocations for one cause fail, six
 * in an emergency, after which something has to be new, or an instance may have died before it wrote that down. A label is
 * nothing new: in these stories only Orcastra sets labels. Dependents that follow have a time limit instead.
 */
final class FailureWatch {
    private static final int MOST = 3;
    private static final int MOST_IN_AN_EMERGENCY = 6;
    private static final String EMERGENCY = "ORC-MEM-202";
    private static final String WITHOUT_LIMIT = "ORC-COL-201";
    private static final Set<Kind> NEWS = Set.of(Kind.NODE_READY, Kind.NODE_BACK, Kind.AVAILABILITY,
            Kind.UPDATED_BY_OWNER, Kind.LEADER_CHANGED, Kind.SILENCE);

    private final Map<List<String>, Integer> failed = new HashMap<>();

    void happened(SwarmEvent event) {
        if (NEWS.contains(event.kind())) {
            failed.clear();
        }
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
                && failed.merge(what, 1, Integer::sum) > most) {
            throw new Violation("8 what fails again and again is given up", failed.get(what) + " times " + outcome.proposal());
        }
    }
}
