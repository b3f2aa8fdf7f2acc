package io.orcastra.rules.verify;

import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.RestartCondition;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A service in words, from Swarm's defaults: one replica of a stack named by what stands before the underscore. */
public final class ServiceWords {
    private final String name;
    private ServiceMode mode = ServiceMode.REPLICATED;
    private int replicas = 1;
    private int maxReplicasPerNode;
    private String image = "registry.example/app:1@sha256:1";
    private UpdateState updateState = UpdateState.NONE;
    private UpdateOrder updateOrder = UpdateOrder.STOP_FIRST;
    private Duration stopGracePeriod = Duration.ofSeconds(10);
    private Duration restartDelay = Duration.ofSeconds(5);
    private Resources reservations = Resources.NONE;
    private Set<String> hostPorts = Set.of();
    private String fingerprint = "first";

    ServiceWords(String name) {
        this.name = name;
    }

    public ServiceWords mode(ServiceMode value) {
        mode = value;
        return this;
    }

    public ServiceWords replicas(int value) {
        replicas = value;
        return this;
    }

    public ServiceWords maxReplicasPerNode(int value) {
        maxReplicasPerNode = value;
        return this;
    }

    public ServiceWords image(String value) {
        image = value;
        return this;
    }

    public ServiceWords updateState(UpdateState value) {
        updateState = value;
        return this;
    }

    public ServiceWords updateOrder(UpdateOrder value) {
        updateOrder = value;
        return this;
    }

    public ServiceWords stopGracePeriod(Duration value) {
        stopGracePeriod = value;
        return this;
    }

    public ServiceWords restartDelay(Duration value) {
        restartDelay = value;
        return this;
    }

    public ServiceWords reservations(Resources value) {
        reservations = value;
        return this;
    }

    /** {@code port/protocol} each. */
    public ServiceWords hostPorts(String... values) {
        hostPorts = Set.of(values);
        return this;
    }

    public ServiceWords fingerprint(String value) {
        fingerprint = value;
        return this;
    }

    Service toService() {
        String stack = name.contains("_") ? name.substring(0, name.indexOf('_')) : "";
        boolean replicated = mode == ServiceMode.REPLICATED || mode == ServiceMode.REPLICATED_JOB;
        return new Service(Cluster.id(name), name, stack, mode, replicated ? replicas : 0, maxReplicasPerNode, image,
                updateState, updateOrder, stopGracePeriod, RestartCondition.ANY, restartDelay, 0, reservations, hostPorts,
                List.<Platform>of(), Set.of(), fingerprint);
    }
}
