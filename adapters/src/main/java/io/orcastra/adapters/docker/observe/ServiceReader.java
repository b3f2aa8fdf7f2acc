package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.RestartCondition;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One element of {@code GET /services}. Defaults are SwarmKit's ({@code api/defaults/service.go}). */
final class ServiceReader {

    private static final String STACK_LABEL = "com.docker.stack.namespace";
    private static final Duration STOP_GRACE_PERIOD = Duration.ofSeconds(10);
    private static final Duration RESTART_DELAY = Duration.ofSeconds(5);

    private ServiceReader() { }

    static List<Object> read(JsonNode json) {
        List<Object> facts = new ArrayList<>();
        facts.add(service(json));
        HealthCheckReader.read(Fields.text(json, "ID"), json.path("Spec")).ifPresent(facts::add);
        facts.addAll(ServicePartsReader.read(Fields.text(json, "ID"), json.path("Spec")));
        return facts;
    }

    private static Service service(JsonNode json) {
        JsonNode spec = json.path("Spec");
        JsonNode template = spec.path("TaskTemplate");
        JsonNode placement = template.path("Placement");
        JsonNode restart = template.path("RestartPolicy");
        ServiceMode mode = mode(spec.path("Mode"));
        return new Service(
                Fields.text(json, "ID"),
                Fields.text(spec, "Name"),
                Fields.text(spec, "Labels", STACK_LABEL),
                mode,
                replicas(mode, spec.path("Mode")),
                placement.path("MaxReplicas").asInt(0),
                Fields.text(template, "ContainerSpec", "Image"),
                Fields.constant(UpdateState.class, Fields.text(json, "UpdateStatus", "State"),
                        UpdateState.NONE, UpdateState.UPDATING),
                Fields.constant(UpdateOrder.class, Fields.text(spec, "UpdateConfig", "Order"),
                        UpdateOrder.STOP_FIRST, UpdateOrder.START_FIRST),
                Fields.duration(Fields.at(template, "ContainerSpec", "StopGracePeriod"), STOP_GRACE_PERIOD),
                Fields.constant(RestartCondition.class, Fields.text(restart, "Condition"),
                        RestartCondition.ANY, RestartCondition.ANY),
                Fields.duration(restart.path("Delay"), RESTART_DELAY),
                restart.path("MaxAttempts").asLong(0),
                ResourceReader.resources(Fields.at(template, "Resources", "Reservations")),
                hostPorts(Fields.at(spec, "EndpointSpec", "Ports")),
                platforms(placement.path("Platforms")),
                plugins(template),
                Fingerprint.of(spec));
    }

    /** A mode this code does not know is taken for a job, which is never written. */
    private static ServiceMode mode(JsonNode mode) {
        if (mode.has("Replicated")) {
            return ServiceMode.REPLICATED;
        }
        if (mode.has("Global")) {
            return ServiceMode.GLOBAL;
        }
        return mode.has("GlobalJob") ? ServiceMode.GLOBAL_JOB : ServiceMode.REPLICATED_JOB;
    }

    private static int replicas(ServiceMode mode, JsonNode json) {
        return switch (mode) {
            case GLOBAL, GLOBAL_JOB -> 0;
            case REPLICATED -> Fields.at(json, "Replicated", "Replicas").asInt(1);
            case REPLICATED_JOB -> Fields.at(json, "ReplicatedJob", "TotalCompletions")
                    .asInt(Fields.at(json, "ReplicatedJob", "MaxConcurrent").asInt(1));
        };
    }

    private static Set<String> hostPorts(JsonNode ports) {
        Set<String> hostPorts = new HashSet<>();
        for (JsonNode port : ports) {
            int published = port.path("PublishedPort").asInt(0);
            if ("host".equals(Fields.text(port, "PublishMode")) && published != 0) {
                hostPorts.add(published + "/" + port.path("Protocol").asText("tcp"));
            }
        }
        return hostPorts;
    }

    private static List<Platform> platforms(JsonNode platforms) {
        List<Platform> read = new ArrayList<>();
        platforms.forEach(platform -> read.add(ResourceReader.platform(platform)));
        return read;
    }

    /** As SwarmKit's plugin filter asks for them; what networks need, a service does not say ({@link NetworkDrivers}). */
    private static Set<String> plugins(JsonNode template) {
        Set<String> plugins = new HashSet<>();
        for (JsonNode mount : Fields.at(template, "ContainerSpec", "Mounts")) {
            String driver = Fields.text(mount, "VolumeOptions", "DriverConfig", "Name");
            if ("volume".equals(Fields.text(mount, "Type")) && !driver.isEmpty() && !driver.equals("local")) {
                plugins.add("Volume/" + driver);
            }
        }
        String logs = Fields.text(template, "LogDriver", "Name");
        if (!logs.isEmpty() && !logs.equals("none")) {
            plugins.add("Log/" + logs);
        }
        return plugins;
    }
}
