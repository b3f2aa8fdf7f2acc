package io.orcastra.adapters.docker.write;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether all managers speak the same engine version. An older one drops the fields it does not know from a spec. */
final class ManagerVersions {

    private ManagerVersions() { }

    /** Why nothing may be written, if so. */
    static Optional<String> disagreement(List<JsonNode> nodes) {
        SortedSet<String> versions = new TreeSet<>();
        for (JsonNode node : nodes) {
            if (node.has("ManagerStatus")) {
                versions.add(node.path("Description").path("Engine").path("EngineVersion").asText(""));
            }
        }
        return versions.size() < 2 ? Optional.empty()
                : Optional.of("the managers run different engine versions (" + String.join(", ", versions)
                        + "), and the older drops fields of a spec it does not know");
    }
}
