package io.orcastra.adapters.yaml;

import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a story says of a service beside its tasks: how it is updated and stopped, and what binds it to a node. */
record ServiceTraits(
        UpdateState update, UpdateOrder order, Duration grace, Resources reserves, Set<String> hostPorts, List<String> paths,
        int attempts) {
    static final ServiceTraits NONE = new ServiceTraits(
            UpdateState.NONE, UpdateOrder.STOP_FIRST, Duration.ofSeconds(10), Resources.NONE, Set.of(), List.of(), 0);
    private static final List<String> UPDATES = List.of("none", "updating", "paused", "rollback_started", "rollback_paused");
    private static final List<String> ORDERS = List.of("stop-first", "start-first");

    ServiceTraits(Section service) {
        this(service.get("update").flatMap(value -> StoryCluster.choice(value, UPDATES))
                        .map(text -> UpdateState.valueOf(text.toUpperCase(Locale.ROOT))).orElse(UpdateState.NONE),
                service.get("order").flatMap(value -> StoryCluster.choice(value, ORDERS))
                        .map(text -> UpdateOrder.valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT)))
                        .orElse(UpdateOrder.STOP_FIRST),
                service.get("grace").flatMap(Amounts::span).orElse(Duration.ofSeconds(10)),
                service.get("reserves").flatMap(Amounts::size).map(bytes -> new Resources(0, bytes, Map.of()))
                        .orElse(Resources.NONE),
                ports(service), texts(service, "binds"), service.number("attempts"));
    }

    Set<Mount> binds(String serviceId) {
        Set<Mount> mounts = new HashSet<>();
        paths.forEach(path -> mounts.add(new Mount(serviceId, MountType.BIND, path, path, false, "", false)));
        return mounts;
    }

    private static Set<String> ports(Section service) {
        Set<String> ports = new HashSet<>();
        texts(service, "host_ports").forEach(port -> ports.add(port + "/tcp"));
        return ports;
    }

    private static List<String> texts(Section service, String key) {
        return service.get(key).flatMap(Value::list).orElse(List.of()).stream()
                .flatMap(value -> value.text().stream()).toList();
    }
}
