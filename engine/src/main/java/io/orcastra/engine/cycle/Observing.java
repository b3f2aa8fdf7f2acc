package io.orcastra.engine.cycle;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Observation;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.engine.port.Observer;
import io.orcastra.facts.control.StaleObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at every source; one that fails keeps its old facts and is called stale. Used by one thread. */
final class Observing {
    private final List<Observer> observers;
    private final EngineListener listener;
    private final Settling settling;
    private final Clock clock;
    private final Map<String, Instant> lastSeen = new HashMap<>();
    private final Map<String, Long> lastSeenNanos = new HashMap<>();
    private final Map<String, StaleObservation> stale = new HashMap<>();

    Observing(List<Observer> observers, EngineListener listener, Settling settling, Clock clock) {
        this.observers = List.copyOf(observers);
        this.listener = listener;
        this.settling = settling;
        this.clock = clock;
    }

    /** @return number of facts that changed and show a swarm that moves */
    int look(WorkingMemory memory, Duration settle) {
        int changes = 0;
        Set<Object> seen = new HashSet<>();
        for (Observer observer : observers) {
            try {
                long begun = clock.nanos();
                Observation observation = observer.observe();
                int changed = memory.replace(observer.source(), observation.facts());
                changes += observer.showsMotion() ? changed : 0;
                seen.addAll(observation.facts());
                lastSeen.put(observer.source(), observation.at());
                lastSeenNanos.put(observer.source(), begun);
                stale.remove(observer.source());
            } catch (ObservationFailed | RuntimeException failure) {
                failed(observer.source(), String.valueOf(failure.getMessage()));
            }
        }
        if (stale.isEmpty()) {
            settling.looked(seen, settle);
        }
        return changes;
    }

    Set<Object> facts() {
        return new HashSet<>(stale.values());
    }

    boolean complete() {
        return stale.isEmpty();
    }

    /** {@link Clock#nanos()} when all sources had last been looked at; null when one never was. */
    Long lastComplete() {
        return lastSeenNanos.size() < observers.size() ? null : lastSeenNanos.values().stream()
                .min((one, other) -> Long.compare(one - other, 0)).orElse(null);
    }

    private void failed(String source, String reason) {
        stale.put(source, new StaleObservation(source, lastSeen.get(source), reason));
        settling.failed(source, reason);
        listener.observationFailed(source, reason);
    }
}
