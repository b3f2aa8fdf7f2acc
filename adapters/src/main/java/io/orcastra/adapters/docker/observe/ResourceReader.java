package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import java.util.HashMap;
import java.util.Map;

/** Resources and platforms, which nodes and services describe in the same shape. */
final class ResourceReader {

    private ResourceReader() { }

    static Resources resources(JsonNode resources) {
        if (resources.isMissingNode() || resources.isNull()) {
            return Resources.NONE;
        }
        Map<String, Long> generic = new HashMap<>();
        for (JsonNode resource : resources.path("GenericResources")) {
            JsonNode named = resource.path("NamedResourceSpec");
            JsonNode discrete = resource.path("DiscreteResourceSpec");
            if (!named.isMissingNode()) {
                generic.merge(named.path("Kind").asText(""), 1L, Long::sum);
            } else {
                generic.merge(discrete.path("Kind").asText(""), discrete.path("Value").asLong(), Long::sum);
            }
        }
        return new Resources(resources.path("NanoCPUs").asLong(), resources.path("MemoryBytes").asLong(), generic);
    }

    static Platform platform(JsonNode platform) {
        return new Platform(platform.path("OS").asText(""), platform.path("Architecture").asText(""));
    }
}
