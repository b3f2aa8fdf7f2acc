package io.orcastra.adapters.docker.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerRefused;
import io.orcastra.adapters.docker.observe.NodeReader;
import java.util.TreeSet;

/** Makes a service of our own, reads it and compares. Thread-safe. */
public final class ServiceCreation {
    private static final int CONFLICT = 409;

    private final DockerApi docker;

    public ServiceCreation(DockerApi docker) {
        this.docker = docker;
    }

    /**
     * @param spec bears the label that makes it ours
     * @throws io.orcastra.adapters.docker.api.DockerFailure when the engine did not answer or refused
     * @throws SpoiltWrite when the service is not as it was written
     */
    public Written create(String name, OwnSpec spec) {
        return ManagerVersions.disagreement(docker.list("/nodes", NodeReader::node)).<Written>map(Written.Refused::new)
                .orElseGet(() -> write(name, spec));
    }

    private Written write(String name, OwnSpec wanted) {
        ObjectNode spec = wanted.created(name);
        String id;
        try {
            id = docker.post("/services/create", spec).path("ID").asText();
        } catch (DockerRefused refused) {
            if (refused.status() == CONFLICT) {
                return new Written.Left("there is a service " + name + " by now");
            }
            throw refused;
        }
        SwarmObject object = SwarmObject.service(id);
        JsonNode now = docker.get(object.path());
        var lacking = wanted.lacking(now);
        if (!lacking.isEmpty()) {
            throw new SpoiltWrite(object, new TreeSet<>(OwnSpec.places(lacking)));
        }
        return new Written.Changed(MissingNode.getInstance(), now.path("Spec"));
    }
}
