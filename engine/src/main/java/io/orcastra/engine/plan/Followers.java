package io.orcastra.engine.plan;

import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.policy.Anchor;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who follows whom: a service and all that follow it move as one. */
public final class Followers {
    public static final Followers NONE = new Followers(List.of(), List.of());

    private final Map<String, Set<String>> direct = new HashMap<>();
    private final Map<String, Set<String>> labels = new HashMap<>();

    private Followers(Collection<?> facts, Collection<?> conditions) {
        Map<String, String> ids = new HashMap<>();
        facts.stream().filter(Service.class::isInstance).map(Service.class::cast)
                .sorted(Comparator.comparing(Service::id).reversed()).forEach(one -> ids.put(one.name(), one.id()));
        for (Object fact : facts) {
            if (fact instanceof Anchor anchor && ids.containsKey(anchor.service())) {
                labels.computeIfAbsent(ids.get(anchor.service()), none -> new TreeSet<>()).add(anchor.name());
            }
        }
        for (Object condition : conditions) {
            if (condition instanceof Follows follows) {
                direct.computeIfAbsent(follows.anchorId(), none -> new TreeSet<>()).add(follows.dependentId());
            }
        }
    }

    /**
     * @param facts      the anchors of the configuration and the services
     * @param conditions what rules conclude of following
     */
    public static Followers of(Collection<?> facts, Collection<?> conditions) {
        return new Followers(facts, conditions);
    }

    /** Ids of the services that follow this one, directly or not, the nearest first. */
    public List<String> of(String serviceId) {
        Set<String> all = new LinkedHashSet<>();
        List<String> nearest = List.of(serviceId);
        while (!nearest.isEmpty()) {
            nearest = nearest.stream().flatMap(id -> direct.getOrDefault(id, Set.of()).stream())
                    .filter(id -> !id.equals(serviceId) && all.add(id)).toList();
        }
        return List.copyOf(all);
    }

    /** Keys of the labels that are on the nodes of this service. */
    public Set<String> labels(String serviceId) {
        return labels.getOrDefault(serviceId, Set.of());
    }
}
