package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.TreeMap;

/**
 * A digest of what the owner of a service wrote. What Orcastra itself changes for the time of an action, and what only
 * repeats or paces an update, is left out, present or absent.
 */
final class Fingerprint {

    private Fingerprint() { }

    /** @param spec left as it is */
    static String of(JsonNode spec) {
        JsonNode owners = spec.deepCopy();
        if (owners instanceof ObjectNode object) {
            object.remove("UpdateConfig");
        }
        if (owners.path("TaskTemplate") instanceof ObjectNode template) {
            template.remove("ForceUpdate");
            removeNodePins(template);
        }
        StringBuilder canonical = new StringBuilder();
        write(owners, canonical);
        return Digest.of(canonical.toString());
    }

    private static void removeNodePins(ObjectNode template) {
        if (!(template.path("Placement") instanceof ObjectNode placement)) {
            return;
        }
        if (placement.path("Constraints") instanceof ArrayNode constraints) {
            for (Iterator<JsonNode> each = constraints.iterator(); each.hasNext();) {
                if (ConstraintReader.isOnNodeId(each.next().asText())) {
                    each.remove();
                }
            }
        }
        if (placement.path("Constraints").isEmpty()) {
            placement.remove("Constraints");
        }
        if (placement.isEmpty()) {
            template.remove("Placement");
        }
    }

    /** The order of an object's fields is the engine's own affair. */
    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> sorted = new TreeMap<>();
            node.fields().forEachRemaining(field -> sorted.put(field.getKey(), field.getValue()));
            out.append('{');
            sorted.forEach((name, value) -> {
                out.append(name).append(':');
                write(value, out);
                out.append(',');
            });
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            node.forEach(element -> {
                write(element, out);
                out.append(',');
            });
            out.append(']');
        } else {
            out.append(node);
        }
    }
}
