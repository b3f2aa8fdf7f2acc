package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A place in a service's spec and what stands there, in one form for all that means the same to the engine: members are
 * sorted, and those it leaves out by itself are left out.
 *
 * @param place a JSON pointer, without spaces
 * @param value null when nothing stands there
 */
public record SpecSetting(String place, JsonNode value) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public SpecSetting {
        value = canonical(value);
    }

    /** @throws IllegalArgumentException for what {@link #text} did not write */
    public static SpecSetting parse(String text) {
        int space = text.indexOf(' ');
        try {
            return new SpecSetting(text.substring(0, space), JSON.readTree(text.substring(space + 1)));
        } catch (JsonProcessingException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("no setting: " + text, e);
        }
    }

    /** The place, a space, a digest of the value: equal for equal settings, and fit for facts. */
    public String mark() {
        return place + " " + Digest.of(value.toString());
    }

    /** What a fact or an action tells: the mark, and what of the value may be shown. */
    public String told(JsonNode shown) {
        return mark() + " " + shown;
    }

    /**
     * Of what {@link #told} wrote the place and the shown value.
     *
     * @throws IllegalArgumentException for other text
     */
    public static SpecSetting shown(String told) {
        int space = told.indexOf(' ');
        int end = told.indexOf(' ', space + 1);
        if (end < 0) {
            throw new IllegalArgumentException("no setting: " + told);
        }
        return parse(told.substring(0, space) + told.substring(end));
    }

    /** The place, a space, the value: equal for equal settings. May hold secrets. */
    public String text() {
        return place + " " + value;
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.fields().forEachRemaining(field -> sorted.put(field.getKey(), canonical(field.getValue())));
            sorted.values().removeIf(SpecSetting::isLeftOut);
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            sorted.forEach(object::set);
            return object.isEmpty() ? NullNode.getInstance() : object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(canonical(element)));
            return array.isEmpty() ? NullNode.getInstance() : array;
        }
        return node.isMissingNode() ? NullNode.getInstance() : node;
    }

    private static boolean isLeftOut(JsonNode value) {
        return value.isNull() || value.isBoolean() && !value.asBoolean();
    }
}
