package io.orcastra.adapters.docker.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Managers of different engine versions")
class ManagerVersionsTest {

    @Test
    @DisplayName("forbid every write, and are named")
    void forbidWrites() {
        assertThat(ManagerVersions.disagreement(List.of(manager("20.10.24"), manager("28.5.2"))))
                .hasValueSatisfying(reason -> assertThat(reason).contains("20.10.24, 28.5.2"));
    }

    @Test
    @DisplayName("are no matter of the workers")
    void ignoresWorkers() {
        List<JsonNode> nodes = List.of(manager("28.5.2"), manager("28.5.2"), worker("20.10.24"));

        assertThat(ManagerVersions.disagreement(nodes)).isEmpty();
    }

    private static JsonNode manager(String version) {
        ObjectNode node = worker(version);
        node.putObject("ManagerStatus");
        return node;
    }

    private static ObjectNode worker(String version) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putObject("Description").putObject("Engine").put("EngineVersion", version);
        return node;
    }
}
