package io.orcastra.engine.plan;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which machines wishes want to be relieved, and how far they are from it. */
final class Pressure {
    private final Loads loads;
    private final RelocationPolicy policy;
    /** Of each machine one of its nodes, the machine's name being no node. */
    private final Map<String, String> nodes = new TreeMap<>();
    private final Set<String> emergencies = new TreeSet<>();

    Pressure(Collection<Wish> wishes, Loads loads, RelocationPolicy policy) {
        this.loads = loads;
        this.policy = policy;
        for (Wish wish : wishes) {
            String host = loads.host(wish.source());
            nodes.merge(host, wish.source(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
            if (wish.isEmergency()) {
                emergencies.add(host);
            }
        }
    }

    /** Bytes the machine has to get rid of yet. Where memory runs out soon, one move at least is needed. */
    long need(String host, boolean somethingMoves) {
        String node = nodes.get(host);
        long above = loads.used(node) - policy.relieved(loads.total(node));
        return emergencies.contains(host) && !somethingMoves ? Math.max(1, above) : Math.max(0, above);
    }

    /** How many points the machine is away from being relieved. */
    double excess(String host) {
        String node = nodes.get(host);
        return 100.0 * Math.max(0, loads.used(node) - policy.relieved(loads.total(node))) / loads.total(node);
    }

    boolean isEmergency(String host) {
        return emergencies.contains(host);
    }

    Set<String> hosts() {
        return nodes.keySet();
    }

    Collection<String> nodes() {
        return nodes.values();
    }

    /** The machines as they are now, for a comparison later. */
    Map<String, Double> percents() {
        return nodes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> loads.percent(entry.getValue())));
    }
}
