package io.orcastra.engine.plan;

import io.orcastra.engine.placement.Room;
import io.orcastra.facts.decision.Veto;
import java.util.Map;

/**
 * Whether an action can be begun.
 *
 * @param veto  null when it can
 * @param waits whether it can be begun as soon as the rest of the plan is carried out
 * @param room  what is occupied once it is done; null when it cannot be
 */
record Verdict(Veto veto, boolean waits, Map<String, String> targets, int restarts, Room room) {

    static Verdict possible(Map<String, String> targets, int restarts, Room room) {
        return new Verdict(null, false, targets, restarts, room);
    }

    static Verdict refused(Veto veto) {
        return new Verdict(veto, false, Map.of(), 0, null);
    }

    static Verdict waiting(Veto veto) {
        return new Verdict(veto, true, Map.of(), 0, null);
    }
}
