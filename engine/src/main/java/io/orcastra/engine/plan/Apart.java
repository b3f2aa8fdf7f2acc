package io.orcastra.engine.plan;

import io.orcastra.facts.condition.KeepsApart;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which services are kept on different nodes. */
public final class Apart {
    public static final Apart NONE = new Apart(List.of());

    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, Set<String>> groups = new HashMap<>();

    private Apart(Collection<?> conditions) {
        for (Object condition : conditions) {
            if (condition instanceof KeepsApart apart) {
                members.computeIfAbsent(apart.group(), none -> new TreeSet<>()).add(apart.serviceId());
                groups.computeIfAbsent(apart.serviceId(), none -> new TreeSet<>()).add(apart.group());
            }
        }
    }

    /** @param conditions what rules conclude of keeping apart */
    public static Apart of(Collection<?> conditions) {
        return new Apart(conditions);
    }

    /** Ids of the services this one is kept apart from. */
    Set<String> from(String serviceId) {
        Set<String> others = new TreeSet<>();
        groups.getOrDefault(serviceId, Set.of()).forEach(group -> others.addAll(members.get(group)));
        others.remove(serviceId);
        return others;
    }
}
