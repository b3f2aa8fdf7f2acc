package io.orcastra.engine.event;

import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Outcome;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener after the other; none of them can keep the others, or the engine, from going on. */
record EngineListeners(List<EngineListener> all) implements EngineListener {
    private static final Logger LOG = LoggerFactory.getLogger(EngineListeners.class);

    EngineListeners {
        all = List.copyOf(all);
    }

    @Override
    public void cycleCompleted(DecisionRecord record) {
        tell(listener -> listener.cycleCompleted(record));
    }

    @Override
    public void observationFailed(String source, String reason) {
        tell(listener -> listener.observationFailed(source, reason));
    }

    @Override
    public void leaseChanged(boolean held, String holder) {
        tell(listener -> listener.leaseChanged(held, holder));
    }

    @Override
    public void actionStarted(PlannedAction planned) {
        tell(listener -> listener.actionStarted(planned));
    }

    @Override
    public void actionFinished(Outcome outcome) {
        tell(listener -> listener.actionFinished(outcome));
    }

    @Override
    public void concluding(Set<Object> facts) {
        tell(listener -> listener.concluding(facts));
    }

    @Override
    public void concluded() {
        tell(EngineListener::concluded);
    }

    @Override
    public void ruleFired(String rule) {
        tell(listener -> listener.ruleFired(rule));
    }

    @Override
    public void ruleIsolated(String rule, String reason) {
        tell(listener -> listener.ruleIsolated(rule, reason));
    }

    @Override
    public void cycleFailed(String trigger, Throwable reason) {
        tell(listener -> listener.cycleFailed(trigger, reason));
    }

    private void tell(Consumer<EngineListener> moment) {
        for (EngineListener listener : all) {
            try {
                moment.accept(listener);
            } catch (RuntimeException broken) {
                LOG.error("A listener failed; the engine goes on", broken);
            }
        }
    }
}
