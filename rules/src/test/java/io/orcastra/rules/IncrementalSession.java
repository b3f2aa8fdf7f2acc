package io.orcastra.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/** One long-lived session that is fed differences, as the engine does it. */
final class IncrementalSession implements AutoCloseable {
    private static final int FIRE_LIMIT = 100_000;

    private final KieSession session;
    private final Map<String, FactHandle> handles = new HashMap<>();
    private final Map<String, Object> known = new HashMap<>();

    IncrementalSession(KieBase base) {
        session = base.newKieSession();
    }

    /** Makes these the facts, fires, and tells how many rules fired. */
    int apply(Map<String, Object> facts) {
        Set.copyOf(known.keySet()).stream().filter(key -> !facts.containsKey(key)).forEach(key -> {
            session.delete(handles.remove(key));
            known.remove(key);
        });
        facts.forEach((key, fact) -> {
            if (!known.containsKey(key)) {
                handles.put(key, session.insert(fact));
            } else if (!known.get(key).equals(fact)) {
                session.update(handles.get(key), fact);
            }
            known.put(key, fact);
        });
        int fired = session.fireAllRules(FIRE_LIMIT);
        if (fired >= FIRE_LIMIT) {
            throw new AssertionError("the rules do not come to rest");
        }
        return fired;
    }

    Set<Object> concluded() {
        var all = new HashSet<Object>(session.getObjects());
        all.removeAll(Set.copyOf(known.values()));
        return all;
    }

    KieSession session() {
        return session;
    }

    @Override
    public void close() {
        session.dispose();
    }
}
