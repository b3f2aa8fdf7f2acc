package io.orcastra.adapters.history;

import io.orcastra.adapters.report.Names;
import io.orcastra.engine.recording.Entry;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Names of all nodes, services and machines that were there at some time. Used by one thread. */
public final class SeenNames {
    private final Map<String, Object> named = new HashMap<>();
    /** Of the inventory, in the swarm or not. */
    private final Set<String> machines = new HashSet<>();
    private Set<Object> lastFacts;

    public void see(Entry entry) {
        if (entry instanceof Entry.Cycle cycle && cycle.facts() != lastFacts) {
            lastFacts = cycle.facts();
            for (Object fact : lastFacts) {
                if (fact instanceof Node node) {
                    named.put(node.id(), node);
                } else if (fact instanceof Service service) {
                    named.put(service.id(), service);
                } else if (fact instanceof Machine machine) {
                    machines.add(machine.hostname());
                }
            }
        }
    }

    /** As people call them. */
    public List<String> all() {
        return Stream.concat(machines.stream(), named.values().stream()
                .map(one -> one instanceof Node node ? node.hostname() : ((Service) one).name())).distinct().sorted().toList();
    }

    /** Whether something of this name or id was there. */
    public boolean knows(String nameOrId) {
        return named.containsKey(nameOrId) || all().contains(nameOrId);
    }

    public Names names() {
        return new Names(named.values());
    }
}
