package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.Service;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Network plugins that services need: SwarmKit's plugin filter asks for the driver of each network of a task, which a
 * service does not name and its tasks do. Of a service without tasks nothing is known. One is of one look.
 */
final class NetworkDrivers {
    /** Every engine has these: left out, so that a service is the same with tasks and without. */
    private static final Set<String> BUILT_IN = Set.of("bridge", "host", "ipvlan", "macvlan", "null", "overlay");

    private final Map<String, Set<String>> byService = new HashMap<>();

    /** @param task an element of {@code GET /tasks} */
    void look(JsonNode task) {
        for (JsonNode attachment : task.path("NetworksAttachments")) {
            String driver = Fields.text(attachment, "Network", "DriverState", "Name");
            if (!driver.isEmpty() && !BUILT_IN.contains(driver)) {
                byService.computeIfAbsent(Fields.text(task, "ServiceID"), none -> new HashSet<>()).add("Network/" + driver);
            }
        }
    }

    /** Replaces services whose networks need a plugin. */
    void tell(Collection<Service> services, Set<Object> facts) {
        services.stream().filter(service -> byService.containsKey(service.id())).forEach(service -> {
            facts.remove(service);
            facts.add(needing(service));
        });
    }

    private Service needing(Service one) {
        Set<String> plugins = new HashSet<>(one.plugins());
        plugins.addAll(byService.get(one.id()));
        return new Service(one.id(), one.name(), one.stack(), one.mode(), one.replicas(), one.maxReplicasPerNode(), one.image(),
                one.updateState(), one.updateOrder(), one.stopGracePeriod(), one.restartCondition(), one.restartDelay(),
                one.maxAttempts(), one.reservations(), one.hostPorts(), one.platforms(), plugins, one.fingerprint());
    }
}
