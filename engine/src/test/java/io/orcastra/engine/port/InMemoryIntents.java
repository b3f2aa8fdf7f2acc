package io.orcastra.engine.port;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Intents of an instance that holds the lease until a test says otherwise. Thread-safe. */
public final class InMemoryIntents implements IntentLog {
    private final Map<String, Intent> open = new ConcurrentHashMap<>();
    private volatile boolean held = true;
    private volatile boolean answering = true;

    public void loseTheLease() {
        held = false;
    }

    public void stopAnswering() {
        answering = false;
    }

    public List<Intent> open() {
        return List.copyOf(open.values());
    }

    @Override
    public synchronized boolean begin(Intent intent) throws LedgerUnavailable {
        answer();
        if (!held || open.values().stream().anyMatch(other -> other.subject().equals(intent.subject()))) {
            return false;
        }
        open.put(intent.id(), intent);
        return true;
    }

    @Override
    public synchronized void update(Intent intent) throws LedgerUnavailable {
        answer();
        if (!held || open.replace(intent.id(), intent) == null) {
            throw new LedgerUnavailable("intent " + intent.id() + " is another instance's", null);
        }
    }

    @Override
    public void end(String intentId) throws LedgerUnavailable {
        answer();
        open.remove(intentId);
    }

    private void answer() throws LedgerUnavailable {
        if (!answering) {
            throw new LedgerUnavailable("no answer", null);
        }
    }
}
