package io.orcastra.engine.explain;

import io.orcastra.engine.placement.Obstruction;
import io.orcastra.facts.control.Timer;
import io.orcastra.rules.reading.Cause;
import io.orcastra.rules.reading.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What would have to be otherwise for an obstacle to be gone. */
public sealed interface Remedy {

    /** Whether it comes about by itself. */
    default boolean isWaiting() {
        return false;
    }

    /** A fact like this would have to come. */
    record Come(Class<?> type, Map<String, Object> keys) implements Remedy {
    }

    /** These facts would have to go; any one of them will do. */
    record Go(List<Object> facts) implements Remedy {
        @Override
        public boolean isWaiting() {
            return facts.stream().allMatch(fact -> fact.getClass().getPackageName().endsWith(".control"));
        }
    }

    /**
     * The field of the fact, or what is computed of its fields, would have to become so.
     *
     * @param measure the field that tells the unit of the values; empty when none does
     */
    record Become(Object fact, String field, String measure, Object seen, Operator operator, List<Object> wanted) implements Remedy {
    }

    /**
     * There would have to be more or fewer of them, or they would have to come to more or less.
     *
     * @param what    type of the facts
     * @param figure  what they come to, such as {@code sum of workingSetBytes}; empty for their number
     * @param measure the field that tells the unit of the values; empty when none does
     */
    record Number(String what, String figure, String measure, Object seen, Operator operator, Object wanted) implements Remedy {
    }

    /** @param passed empty when one look cannot tell */
    record Last(Timer timer, Optional<Duration> passed) implements Remedy {
        @Override
        public boolean isWaiting() {
            return true;
        }
    }

    /** @param fact what is there until then; empty for the planner's */
    record Wait(Instant until, Optional<Object> fact) implements Remedy {
        @Override
        public boolean isWaiting() {
            return true;
        }
    }

    /** What is begun or planned goes first. */
    record Turn() implements Remedy {
        @Override
        public boolean isWaiting() {
            return true;
        }
    }

    /** The node would have to be fit for it. */
    record MakeRoom(String nodeId, Obstruction obstruction) implements Remedy {
    }

    /** Only the words of the obstacle tell. */
    record Unknown() implements Remedy {
    }

    /** What would end where a rule stops. */
    static Remedy of(Cause cause, Function<Timer, Optional<Duration>> passed) {
        if (cause instanceof Cause.Missing missing) {
            return new Come(missing.type(), missing.keys());
        }
        if (cause instanceof Cause.Mismatch mismatch) {
            return new Become(
                    mismatch.fact(), mismatch.field(), mismatch.measure(), mismatch.seen(), mismatch.operator(), mismatch.wanted());
        }
        if (cause instanceof Cause.Blocked blocked) {
            return new Go(blocked.facts());
        }
        if (cause instanceof Cause.Unmet unmet) {
            return new Number(unmet.what(), unmet.figure(), unmet.measure(), unmet.seen(), unmet.operator(), unmet.wanted());
        }
        return cause instanceof Cause.Lasting lasting
                ? new Last(lasting.timer(), passed.apply(lasting.timer())) : new Unknown();
    }
}
