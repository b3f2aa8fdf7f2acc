package io.orcastra.adapters.docker.move;

import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The intents of an instance that always holds the lease. */
final class OpenIntents implements IntentLog {

    private final Map<String, Intent> open = new ConcurrentHashMap<>();

    @Override
    public synchronized boolean begin(Intent intent) {
        if (open.values().stream().anyMatch(other -> other.subject().equals(intent.subject()))) {
            return false;
        }
        open.put(intent.id(), intent);
        return true;
    }

    @Override
    public void update(Intent intent) throws LedgerUnavailable {
        if (open.replace(intent.id(), intent) == null) {
            throw new LedgerUnavailable("intent " + intent.id() + " was taken over", null);
        }
    }

    @Override
    public void end(String intentId) {
        open.remove(intentId);
    }

    List<Intent> all() {
        return List.copyOf(open.values());
    }
}
