package io.orcastra.engine.explain;

import io.orcastra.rules.reading.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is in the way.
 *
 * @param kind     what kind of answer it is
 * @param rule     id of the rule or of the planner's rule
 * @param sentence the rule's name
 * @param words    the rule's own reason; empty for a rule that does not match
 * @param remedy   what would end it
 * @param reason   where the rule stops; only for a rule that does not match
 */
public record Obstacle(Kind kind, String rule, String sentence, String words, Remedy remedy, Optional<Reason> reason) {

    /** What cannot be mended by waiting first, then what has no known end, then by how long it takes. */
    static Comparator<Obstacle> worstFirst(Instant now) {
        return Comparator.comparingInt(Obstacle::lightness)
                .thenComparing(Comparator.comparing((Obstacle obstacle) -> obstacle.timeLeft(now)).reversed());
    }

    /** Kinds of obstacles. */
    public enum Kind {
        /** A rule does not match, so it wishes for nothing. */
        NOT_WISHED,
        /** A rule forbids it. */
        VETO,
        /** The planner refuses it or puts it off. */
        PLANNER
    }

    private int lightness() {
        if (!remedy.isWaiting()) {
            return 0;
        }
        return remedy instanceof Remedy.Wait || remedy instanceof Remedy.Last ? 2 : 1;
    }

    private Duration timeLeft(Instant now) {
        if (remedy instanceof Remedy.Last last) {
            return last.timer().lasting().minus(last.passed().orElse(Duration.ZERO));
        }
        return remedy instanceof Remedy.Wait wait ? Duration.between(now, wait.until()) : Duration.ZERO;
    }
}
