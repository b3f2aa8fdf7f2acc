package io.orcastra.engine.event;

import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import java.util.List;

record EngineListeners(List<EngineListener> all) implements EngineListener {
    EngineListeners {
        all = List.copyOf(all);
    }

    @Override
    public void cycleCompleted(DecisionRecord record) {
        all.forEach(listener -> listener.cycleCompleted(record));
    }

    @Override
    public void observationFailed(String source, String reason) {
        all.forEach(listener -> listener.observationFailed(source, reason));
    }

    @Override
    public void leaseChanged(boolean held, String holder) {
        all.forEach(listener -> listener.leaseChanged(held, holder));
    }

    @Override
    public void actionStarted(Proposal proposal) {
        all.forEach(listener -> listener.actionStarted(proposal));
    }

    @Override
    public void actionFinished(Outcome outcome) {
        all.forEach(listener -> listener.actionFinished(outcome));
    }

    @Override
    public void ruleIsolated(String rule, String reason) {
        all.forEach(listener -> listener.ruleIsolated(rule, reason));
    }

    @Override
    public void cycleFailed(String trigger, Throwable reason) {
        all.forEach(listener -> listener.cycleFailed(trigger, reason));
    }
}
