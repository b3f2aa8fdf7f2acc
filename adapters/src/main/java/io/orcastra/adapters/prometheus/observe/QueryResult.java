package io.orcastra.adapters.prometheus.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.adapters.prometheus.fetch.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The answer to an instant query of Prometheus's HTTP API, whose result is a vector. It is read as it comes, and of each
 * series no more is kept than what was asked for: a server that answers without end costs no memory.
 *
 * @param series one for each combination of labels
 */
record QueryResult(List<Series> series) {

    /** A thousand nodes with fifty tasks each are 20 MB. */
    private static final long LARGEST = 64L << 20;
    private static final int MOST_SERIES = 60_000;
    private static final int LONGEST_LABEL = 512;
    /** Names are not kept for the next answer: a server may send new ones each time. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).maxStringLength(64 << 10).build()).build();

    /**
     * @param labels    those that were asked for
     * @param evaluated seconds since the epoch, by the server's clock
     */
    record Series(Map<String, String> labels, double evaluated, double value) {
    }

    /** @param labels to keep of each series */
    static QueryResult read(InputStream body, Set<String> labels) throws IOException, FetchFailed {
        try (JsonParser json = JSON.createParser(new BoundedStream(body, LARGEST))) {
            return new Reading(json, labels).answer();
        } catch (JsonProcessingException garbled) {
            throw new FetchFailed("answers what is no JSON, or more of it than any query needs", garbled);
        }
    }

    /** One pass over one answer. */
    private static final class Reading {
        private final JsonParser json;
        private final Set<String> wanted;
        private final List<Series> series = new ArrayList<>();
        private String status = "";
        private String error = "";
        private String type = "";
        private boolean listed;

        Reading(JsonParser json, Set<String> wanted) {
            this.json = json;
            this.wanted = wanted;
        }

        QueryResult answer() throws IOException, FetchFailed {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    member(json.currentName());
                }
                whole();
            }
            if (!status.equals("success")) {
                throw new FetchFailed("does not answer the query" + (error.isEmpty() ? "" : ": " + Shown.briefly(error)));
            }
            if (!type.equals("vector") || !listed) {
                throw noVector();
            }
            return new QueryResult(List.copyOf(series));
        }

        /** An answer that is cut off after its last bracket but one is none. */
        private void whole() throws IOException, FetchFailed {
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new FetchFailed("answers what is no JSON");
            }
        }

        private void member(String name) throws IOException, FetchFailed {
            JsonToken value = json.nextToken();
            if (name.equals("data") && value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    data(json.currentName());
                }
            } else if (name.equals("status")) {
                status = text();
            } else if (name.equals("error")) {
                error = text();
            } else {
                json.skipChildren();
            }
        }

        private void data(String name) throws IOException, FetchFailed {
            JsonToken value = json.nextToken();
            if (name.equals("resultType")) {
                type = text();
            } else if (name.equals("result") && value == JsonToken.START_ARRAY) {
                if (!type.isEmpty() && !type.equals("vector")) {
                    throw noVector();
                }
                listed = true;
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    series();
                }
            } else {
                json.skipChildren();
            }
        }

        private void series() throws IOException, FetchFailed {
            Map<String, String> labels = new HashMap<>();
            double[] sample = {};
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("metric") && value == JsonToken.START_OBJECT) {
                    labels(labels);
                } else if (name.equals("value") && value == JsonToken.START_ARRAY) {
                    sample = sample();
                } else {
                    json.skipChildren();
                }
            }
            if (sample.length == 0) {
                throw new FetchFailed("answers with a series without a value");
            }
            if (series.size() == MOST_SERIES) {
                throw new FetchFailed("answers with more than " + MOST_SERIES + " series: maybe it serves more than this swarm");
            }
            series.add(new Series(Map.copyOf(labels), sample[0], sample[1]));
        }

        private void labels(Map<String, String> labels) throws IOException, FetchFailed {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (wanted.contains(name)) {
                    String value = text();
                    if (value.length() > LONGEST_LABEL) {
                        throw new FetchFailed("answers with a label " + name + " of more than " + LONGEST_LABEL + " characters");
                    }
                    labels.put(name, value);
                } else {
                    json.skipChildren();
                }
            }
        }

        private double[] sample() throws IOException, FetchFailed {
            if (!json.nextToken().isNumeric()) {
                throw new FetchFailed("answers with a series without a value");
            }
            double evaluated = json.getDoubleValue();
            json.nextToken();
            double value = number(text());
            if (json.nextToken() != JsonToken.END_ARRAY) {
                throw new FetchFailed("answers with a series of more than one value");
            }
            return new double[] {evaluated, value};
        }

        private String text() throws IOException {
            if (json.currentToken() != null && json.currentToken().isScalarValue()) {
                return json.getText();
            }
            json.skipChildren();
            return "";
        }

        private static double number(String text) throws FetchFailed {
            try {
                return switch (text) {
                    case "+Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(text);
                };
            } catch (NumberFormatException noNumber) {
                throw new FetchFailed("answers with a value that is no number", noNumber);
            }
        }

        private static FetchFailed noVector() {
            return new FetchFailed("does not answer the query with a vector");
        }
    }
}
