package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Names and ids of the networks a manager knows. */
public record Networks(Map<String, String> idsByName) {
    public static final Networks NONE = new Networks(Map.of());

    public Networks {
        idsByName = Map.copyOf(idsByName);
    }

    /** Of two networks of one name the swarm's is meant. */
    public static Networks of(DockerApi api) {
        Map<String, String> ids = new HashMap<>();
        List<JsonNode> found = new ArrayList<>(api.list("/networks", Function.identity()));
        found.sort(Comparator.comparing(network -> Fields.text(network, "Scope").equals("swarm")));
        found.forEach(network -> ids.put(Fields.text(network, "Name"), Fields.text(network, "Id")));
        return new Networks(ids);
    }

    public Optional<String> id(String name) {
        return Optional.ofNullable(idsByName.get(name));
    }

    /** The id itself when the network is not known. */
    String name(String id) {
        return idsByName.entrySet().stream().filter(network -> network.getValue().equals(id)).map(Map.Entry::getKey)
                .findFirst().orElse(id);
    }
}
