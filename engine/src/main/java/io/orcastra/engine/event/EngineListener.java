package io.orcastra.engine.event;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Outcome;
import java.util.List;
import java.util.Set;

/**
 * Called at the engine's named moments, on the thread where they happen; implementations are quick, thread-safe and
 * never throw.
 */
public interface EngineListener {
    EngineListener NOOP = new EngineListener() { };

    default void cycleCompleted(DecisionRecord record) { }

    default void observationFailed(String source, String reason) { }

    /** {@code held} is whether this instance holds the lease from now on; {@code holder} is empty when nobody does. */
    default void leaseChanged(boolean held, String holder) { }

    /** The targets are those the plan expects. */
    default void actionStarted(PlannedAction planned) { }

    default void actionFinished(Outcome outcome) { }

    /**
     * Rules begin to conclude from these facts; {@link #concluded()} follows on the same thread, however they end. Rules
     * that are to take over conclude on a thread of their own, beside those of the loop.
     */
    default void concluding(Set<Object> facts) { }

    default void concluded() { }

    /** A rule concluded something; told once for each firing, with its id. */
    default void ruleFired(String rule) { }

    /** A rule threw, looped or overran and was isolated. */
    default void ruleIsolated(String rule, String reason) { }

    /** A cycle ended in an exception; the loop goes on. */
    default void cycleFailed(String trigger, Throwable reason) { }

    static EngineListener all(List<EngineListener> listeners) {
        return new EngineListeners(listeners);
    }
}
