package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.Filters;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.facts.cluster.LocalEngine;
import java.util.List;
import java.util.Optional;

/** The few reads an action needs. Every method throws {@link io.orcastra.adapters.docker.api.DockerFailure}. */
final class SwarmReader {

    private final DockerApi docker;

    SwarmReader(DockerApi docker) {
        this.docker = docker;
    }

    /** By id or name; empty when it does not exist (any more). */
    Optional<ServiceReading> service(String idOrName) {
        try {
            return Optional.of(new ServiceReading(docker.get("/services/" + idOrName)));
        } catch (NotFound gone) {
            return Optional.empty();
        }
    }

    /** Ended ones included, as long as Swarm keeps them. */
    List<TaskReading> tasks(String serviceId) {
        return docker.list("/tasks" + Filters.with("service", serviceId).query(), TaskReading::of);
    }

    /** Of all services, ended ones included. */
    List<TaskReading> tasks() {
        return docker.list("/tasks", TaskReading::of);
    }

    List<NodeReading> nodes() {
        return docker.list("/nodes", NodeReading::of);
    }

    List<ServiceReading> services() {
        return docker.list("/services", ServiceReading::new);
    }

    List<ServiceReading> servicesLabelled(String label) {
        return docker.list("/services" + Filters.with("label", label).query(), ServiceReading::new);
    }

    boolean hasJobs() {
        return new LocalEngine("", docker.version(), "").hasJobs();
    }
}
