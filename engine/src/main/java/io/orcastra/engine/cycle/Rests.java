package io.orcastra.engine.cycle;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.ServiceRebalancing;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How long a service, its nodes and the whole swarm rest after a move, as far as rebalancing is configured. */
final class Rests {
    /** Stands for the whole swarm among the subjects. */
    private static final String SWARM = "";

    private final Rebalancing settings;
    private final Map<String, Duration> byServiceId = new HashMap<>();

    private Rests(Rebalancing settings) {
        this.settings = settings;
    }

    static Rests of(Collection<?> facts) {
        Rests rests = new Rests(facts.stream().filter(Rebalancing.class::isInstance).map(Rebalancing.class::cast)
                .findFirst().orElse(null));
        Map<String, Duration> byName = new HashMap<>();
        facts.stream().filter(ServiceRebalancing.class::isInstance).map(ServiceRebalancing.class::cast)
                .forEach(own -> byName.put(own.service(), own.cooldown()));
        facts.stream().filter(Service.class::isInstance).map(Service.class::cast).forEach(service -> {
            Duration own = byName.getOrDefault(service.name(), byName.get(service.shortName()));
            if (own != null) {
                rests.byServiceId.put(service.id(), own);
            }
        });
        return rests;
    }

    /** By subject of a rest, its length; empty when nothing is rebalanced. */
    Map<String, Duration> after(String serviceId, Set<String> nodes) {
        if (settings == null) {
            return Map.of();
        }
        Map<String, Duration> rests = new HashMap<>();
        nodes.forEach(node -> rests.put(node, settings.nodeCooldown()));
        rests.put(serviceId, byServiceId.getOrDefault(serviceId, settings.cooldown()));
        rests.put(SWARM, settings.globalCooldown());
        rests.values().removeIf(Duration::isZero);
        return rests;
    }
}
