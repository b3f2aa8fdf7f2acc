package io.orcastra.engine.port;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;

/** Answers what a test says: the next of its script, and the last one for ever. Thread-safe. */
public final class ScriptedObserver implements Observer {
    private final String source;
    private final Clock clock;
    private final Queue<Object> script = new ArrayDeque<>();
    private Object last = Set.of();
    private int looks;

    public ScriptedObserver(String source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    public synchronized ScriptedObserver sees(Set<?> facts) {
        script.add(Set.copyOf(facts));
        return this;
    }

    public synchronized ScriptedObserver fails(String reason) {
        script.add(reason);
        return this;
    }

    public synchronized int looks() {
        return looks;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public synchronized Observation observe() throws ObservationFailed {
        looks++;
        last = script.isEmpty() ? last : script.remove();
        if (last instanceof String reason) {
            throw new ObservationFailed(reason, null);
        }
        return new Observation(source, clock.instant(), Set.copyOf((Set<?>) last));
    }
}
