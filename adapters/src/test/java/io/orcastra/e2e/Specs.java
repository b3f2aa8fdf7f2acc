package io.orcastra.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Compares and reads service specs as the engine tells them. */
final class Specs {

    private Specs() {}

    /** Fails unless both are equal as JSON, absence included; shows both in full otherwise. */
    static void assertSame(JsonNode before, JsonNode after) {
        if (!after.equals(before)) {
            assertThat(after.toPrettyString()).as("the spec afterwards").isEqualTo(before.toPrettyString());
        }
        assertThat(after).as("the spec afterwards").isEqualTo(before);
    }

    /** Placement constraints of a spec. */
    static List<String> constraints(JsonNode spec) {
        return StreamSupport.stream(spec.path("TaskTemplate").path("Placement").path("Constraints").spliterator(), false)
                .map(JsonNode::asText).toList();
    }

    /** Constraints on a node's identity: no test service has one of its own, so these are pins of Orcastra. */
    static List<String> pins(JsonNode spec) {
        return constraints(spec).stream().filter(c -> c.replace(" ", "").startsWith("node.id")).toList();
    }
}
