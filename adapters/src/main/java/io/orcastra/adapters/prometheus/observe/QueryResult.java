package io.orcastra.adapters.prometheus.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.fetch.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to an instant query of Prometheus's HTTP API, whose result is a vector.
 *
 * @param series one for each combination of labels
 */
record QueryResult(List<Series> series) {

    /** A thousand nodes with fifty tasks each are 20 MB. */
    private static final long LARGEST = 64L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param evaluated seconds since the epoch, by the server's clock */
    record Series(Map<String, String> labels, double evaluated, double value) {
    }

    static QueryResult read(InputStream body) throws IOException, FetchFailed {
        JsonNode answer;
        try {
            answer = JSON.readTree(new BoundedStream(body, LARGEST));
        } catch (JsonProcessingException garbled) {
            throw new FetchFailed("answers what is no JSON", garbled);
        }
        if (answer == null || !answer.path("status").asText().equals("success")) {
            String error = answer == null ? "" : answer.path("error").asText("");
            throw new FetchFailed("does not answer the query" + (error.isEmpty() ? "" : ": " + Shown.briefly(error)));
        }
        JsonNode data = answer.path("data");
        if (!data.path("resultType").asText().equals("vector") || !data.path("result").isArray()) {
            throw new FetchFailed("does not answer the query with a vector");
        }
        List<Series> series = new ArrayList<>();
        for (JsonNode one : data.path("result")) {
            series.add(series(one));
        }
        return new QueryResult(series);
    }

    private static Series series(JsonNode one) throws FetchFailed {
        Map<String, String> labels = new HashMap<>();
        one.path("metric").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        JsonNode sample = one.path("value");
        try {
            if (!sample.isArray() || sample.size() != 2 || !sample.path(0).isNumber()) {
                throw new FetchFailed("answers with a series without a value");
            }
            return new Series(labels, sample.path(0).asDouble(), number(sample.path(1).asText()));
        } catch (NumberFormatException noNumber) {
            throw new FetchFailed("answers with a value that is no number", noNumber);
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
