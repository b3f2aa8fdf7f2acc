package io.orcastra.adapters.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.orcastra.adapters.docker.observe.SpecSetting;
import io.orcastra.adapters.masking.Redaction;
import java.util.function.UnaryOperator;

/**
 * What of a setting may be shown: of environment variables and log options the names, of texts no value of a variable, and
 * nothing that looks like a secret.
 */
final class ShownSetting {
    private final Interpolation texts;

    ShownSetting(Interpolation texts) {
        this.texts = texts;
    }

    JsonNode of(SpecSetting setting) {
        String place = setting.place();
        if (place.endsWith("/Env")) {
            return with(setting.value(), "", variable -> variable.substring(0, variable.indexOf('=') + 1) + Interpolation.HIDDEN);
        }
        JsonNode shown = with(setting.value(), "", texts::shown);
        if (place.endsWith("/LogDriver") && shown.path("Options") instanceof ObjectNode options) {
            options.fieldNames().forEachRemaining(name -> options.put(name, Interpolation.HIDDEN));
        }
        return shown;
    }

    private static JsonNode with(JsonNode node, String key, UnaryOperator<String> change) {
        if (node.isTextual()) {
            return TextNode.valueOf(Redaction.value(key, change.apply(node.asText())));
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(with(element, "", change)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.fields().forEachRemaining(field -> object.set(field.getKey(), with(field.getValue(), field.getKey(), change)));
            return object;
        }
        return node;
    }
}
