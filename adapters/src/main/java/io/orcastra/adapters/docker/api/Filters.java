package io.orcastra.adapters.docker.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** The filters of a list request; values of one key are alternatives, keys are ANDed. */
public final class Filters {

    private final ObjectNode json;

    private Filters(ObjectNode json) {
        this.json = json;
    }

    public static Filters with(String key, String... values) {
        return new Filters(JsonNodeFactory.instance.objectNode()).and(key, List.of(values));
    }

    /** These filters and one more. */
    public Filters and(String key, Collection<String> values) {
        ObjectNode more = json.deepCopy();
        ArrayNode array = more.putArray(key);
        values.stream().sorted().forEach(array::add);
        return new Filters(more);
    }

    /** As the query part of a path, question mark included. */
    public String query() {
        return "?filters=" + URLEncoder.encode(json.toString(), StandardCharsets.UTF_8);
    }
}
