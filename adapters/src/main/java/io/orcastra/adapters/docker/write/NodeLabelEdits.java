package io.orcastra.adapters.docker.write;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The two edits of a node: one label on, one label off. */
public final class NodeLabelEdits {

    private static final String LABELS = "Labels";

    private NodeLabelEdits() { }

    public static SpecEdit set(String key, String value) {
        return node -> {
            JsonNode present = node.path("Spec").path(LABELS).path(key);
            if (present.isTextual() && present.asText().equals(value)) {
                return new SpecEdit.Leave("the label " + key + "=" + value + " is already there");
            }
            ObjectNode spec = node.path("Spec").deepCopy();
            spec.withObjectProperty(LABELS).put(key, value);
            return new SpecEdit.Change(spec, Set.of(pointer(key)));
        };
    }

    public static SpecEdit remove(String key) {
        return node -> {
            if (!node.path("Spec").path(LABELS).has(key)) {
                return new SpecEdit.Leave("the label " + key + " is not there");
            }
            ObjectNode spec = node.path("Spec").deepCopy();
            spec.withObjectProperty(LABELS).remove(key);
            return new SpecEdit.Change(spec, Set.of(pointer(key)));
        };
    }

    private static String pointer(String key) {
        return JsonPointer.empty().appendProperty(LABELS).appendProperty(key).toString();
    }
}
