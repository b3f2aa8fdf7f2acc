package io.orcastra.adapters.history;

import io.orcastra.adapters.report.Names;
import io.orcastra.engine.recording.Entry;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of all nodes and services that were there at some time. Used by one thread. */
public final class SeenNames {
    private final Map<String, Object> named = new HashMap<>();
    private Set<Object> lastFacts;

    public void see(Entry entry) {
        if (entry instanceof Entry.Cycle cycle && cycle.facts() != lastFacts) {
            lastFacts = cycle.facts();
            for (Object fact : lastFacts) {
                if (fact instanceof Node node) {
                    named.put(node.id(), node);
                } else if (fact instanceof Service service) {
                    named.put(service.id(), service);
                }
            }
        }
    }

    /** As people call them. */
    public List<String> all() {
        return named.values().stream().map(one -> one instanceof Node node ? node.hostname() : ((Service) one).name())
                .distinct().sorted().toList();
    }

    /** Whether something of this name or id was there. */
    public boolean knows(String nameOrId) {
        return named.containsKey(nameOrId) || all().contains(nameOrId);
    }

    public Names names() {
        return new Names(named.values());
    }
}
