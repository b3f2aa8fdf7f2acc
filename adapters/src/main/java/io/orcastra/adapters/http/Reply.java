package io.orcastra.adapters.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param type   media type of the body
 */
public record Reply(int status, String type, String body) {
    /** Error and advice of a page that is empty. */
    public static final String NOTHING_TO_TELL = "there is nothing to tell now";
    public static final String TOLD_LATER =
            "Maybe ask again in a few seconds: the first look is not over, or the engine or its swarm does not answer.";

    static final String JSON_TYPE = "application/json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an object says as JSON. */
    public static Reply json(int status, Object body) {
        try {
            return new Reply(status, JSON_TYPE, JSON.writeValueAsString(body) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    /** @param advice begins with {@code Maybe} */
    public static Reply error(int status, String error, String advice) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("error", error);
        fields.put("advice", advice);
        return json(status, fields);
    }
}
