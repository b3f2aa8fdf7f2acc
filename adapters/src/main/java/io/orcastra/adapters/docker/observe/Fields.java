package io.orcastra.adapters.docker.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reading the engine's JSON, in which any object may be absent and any enumeration may have grown. */
final class Fields {

    private Fields() { }

    static JsonNode at(JsonNode object, String... path) {
        JsonNode found = object;
        for (String name : path) {
            found = found.path(name);
        }
        return found;
    }

    static String text(JsonNode object, String... path) {
        return at(object, path).asText("");
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext();) {
            Map.Entry<String, JsonNode> field = fields.next();
            texts.put(field.getKey(), field.getValue().asText(""));
        }
        return texts;
    }

    /**
     * The constant that the engine writes as {@code on-failure} or {@code rollback_started}.
     *
     * @param absent  when the field is absent or empty
     * @param unknown when an engine newer than this code says something else: the constant under which least is done
     */
    static <E extends Enum<E>> E constant(Class<E> type, String text, E absent, E unknown) {
        if (text.isEmpty()) {
            return absent;
        }
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return List.of(type.getEnumConstants()).stream()
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElse(unknown);
    }

    /** A duration in nanoseconds, as the engine writes all of them. */
    static Duration duration(JsonNode nanos, Duration absent) {
        return nanos.isNumber() ? Duration.ofNanos(nanos.asLong()) : absent;
    }

    /** A point in time; the epoch when absent. */
    static Instant instant(JsonNode object, String... path) {
        String text = text(object, path);
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }
}
