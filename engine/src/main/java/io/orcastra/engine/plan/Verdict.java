package io.orcastra.engine.plan;

import io.orcastra.engine.placement.Room;
import io.orcastra.facts.decision.Veto;
import java.util.Map;

/**
 * Whether an action can be begun.
 *
 * @param veto null when it can
 * @param room what is occupied once it is done; null when it cannot be
 */
record Verdict(Veto veto, Map<String, String> targets, int restarts, Room room) {

    static Verdict possible(Map<String, String> targets, int restarts, Room room) {
        return new Verdict(null, targets, restarts, room);
    }

    static Verdict refused(Veto veto) {
        return new Verdict(veto, Map.of(), 0, null);
    }
}
