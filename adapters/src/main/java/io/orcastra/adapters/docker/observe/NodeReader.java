package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One element of {@code GET /nodes}. A node that joined and never reported has no description. */
public final class NodeReader {

    private NodeReader() { }

    static List<Object> read(JsonNode json) {
        List<Object> facts = new ArrayList<>();
        Node node = node(json);
        facts.add(node);
        Fields.texts(Fields.at(json, "Spec", "Labels"))
                .forEach((key, value) -> facts.add(new NodeLabel(node.id(), key, value)));
        return facts;
    }

    /** @param json one element of {@code GET /nodes} */
    public static Node node(JsonNode json) {
        JsonNode spec = json.path("Spec");
        JsonNode status = json.path("Status");
        JsonNode description = json.path("Description");
        JsonNode engine = description.path("Engine");
        return new Node(
                Fields.text(json, "ID"),
                Fields.text(description, "Hostname"),
                Fields.constant(NodeRole.class, Fields.text(spec, "Role"), NodeRole.WORKER, NodeRole.WORKER),
                Fields.constant(Availability.class, Fields.text(spec, "Availability"),
                        Availability.ACTIVE, Availability.PAUSE),
                Fields.constant(NodeStatus.class, Fields.text(status, "State"), NodeStatus.UNKNOWN, NodeStatus.UNKNOWN),
                Fields.text(status, "Message"),
                Fields.text(status, "Addr"),
                leadership(json.path("ManagerStatus")),
                ResourceReader.platform(description.path("Platform")),
                ResourceReader.resources(description.path("Resources")),
                Fields.text(engine, "EngineVersion"),
                Fields.texts(engine.path("Labels")),
                plugins(engine.path("Plugins")));
    }

    private static Leadership leadership(JsonNode manager) {
        if (manager.path("Leader").asBoolean(false)) {
            return Leadership.LEADER;
        }
        if (!manager.isObject()) {
            return Leadership.NONE;
        }
        return "reachable".equals(Fields.text(manager, "Reachability")) ? Leadership.REACHABLE : Leadership.UNREACHABLE;
    }

    private static Set<String> plugins(JsonNode plugins) {
        Set<String> names = new HashSet<>();
        plugins.forEach(plugin -> names.add(Fields.text(plugin, "Type") + "/" + Fields.text(plugin, "Name")));
        return names;
    }
}
