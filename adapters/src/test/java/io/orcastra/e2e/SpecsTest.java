package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The comparison of specs")
class SpecsTest {

    private static final String SPEC = """
            {"Name": "a", "TaskTemplate": {"ForceUpdate": 0,
             "Placement": {"Constraints": ["node.role==worker"], "MaxReplicas": 1}}}""";

    @Test
    @DisplayName("sees a changed value, a missing field and a new one, and nothing in another order of fields")
    void comparesAsJson() throws JsonProcessingException {
        JsonNode spec = read(SPEC);
        Specs.assertSame(spec, read("{\"TaskTemplate\"" + SPEC.substring(SPEC.indexOf("\"TaskTemplate\"") + 14,
                SPEC.length() - 1) + ", \"Name\": \"a\"}"));
        for (String other : new String[] {SPEC.replace("\"ForceUpdate\": 0", "\"ForceUpdate\": 1"),
                SPEC.replace(", \"MaxReplicas\": 1", ""), SPEC.replace("{\"Name\"", "{\"Labels\": null, \"Name\"")}) {
            JsonNode changed = read(other);
            assertThatThrownBy(() -> Specs.assertSame(spec, changed)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    @DisplayName("knows pins from other constraints")
    void knowsPins() throws JsonProcessingException {
        assertThat(Specs.pins(read(SPEC))).isEmpty();
        assertThat(Specs.pins(read(SPEC.replace("[", "[\"node.id == abc\", ")))).containsExactly("node.id == abc");
    }

    private static JsonNode read(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }
}
