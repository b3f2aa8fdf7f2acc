package io.orcastra.engine.replay;

import io.orcastra.engine.explain.Balance;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time in which the candidate's verdict in a matter was another one than the recorded.
 *
 * @param recorded  empty when nothing was decided in this matter
 * @param candidate empty when it would have decided nothing
 * @param from      when it began
 * @param until     the last moment that was compared and showed it
 * @param follows   whether the recorded verdict of the moment after it is the candidate's: it came to the same, earlier
 * @param balance   before and after the action that is done on one side only, on paper; empty when none is
 */
public record Difference(
        Matter matter, Optional<Verdict> recorded, Optional<Verdict> candidate, Instant from, Instant until,
        boolean follows, Optional<Balance> balance) {
    /** How the candidate differs. */
    public enum Kind { ADDED, GONE, CHANGED }

    public Kind kind() {
        return recorded.isEmpty() ? Kind.ADDED : candidate.isEmpty() ? Kind.GONE : Kind.CHANGED;
    }

    /** Tasks the candidate would have replaced beyond those that were, or fewer when negative. */
    public int restarts() {
        return follows ? 0 : candidate.map(Verdict::restarts).orElse(0) - recorded.map(Verdict::restarts).orElse(0);
    }

    boolean goesOn(Optional<Verdict> was, Optional<Verdict> would) {
        return recorded.equals(was) && candidate.equals(would);
    }

    Difference lasting(Instant later) {
        return new Difference(matter, recorded, candidate, from, later, follows, balance);
    }

    Difference followed() {
        return new Difference(matter, recorded, candidate, from, until, true, balance);
    }
}
