package io.orcastra.adapters.docker.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The edit of a node label")
class NodeLabelEditsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {
        "{'Spec':{'Labels':{'zone':'a'},'Role':'worker'}}",
        "{'Spec':{'Labels':{'zone':'a','a/b':'false'},'Role':'worker'}}",
    })
    @DisplayName("sets one label and means no other place")
    void setsOne(String node) throws Exception {
        SpecEdit.Change change = (SpecEdit.Change) NodeLabelEdits.set("a/b", "true").decide(json(node));

        assertThat(change.spec()).isEqualTo(json("{'Labels':{'zone':'a','a/b':'true'},'Role':'worker'}"));
        assertThat(JsonDifference.between(json(node).path("Spec"), change.spec()).paths())
                .isEqualTo(change.meant()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'Spec':{'Role':'worker'}}", "{'Spec':{'Labels':null,'Role':'worker'}}"})
    @DisplayName("sets the first label")
    void setsFirst(String node) throws Exception {
        SpecEdit.Change change = (SpecEdit.Change) NodeLabelEdits.set("db", "true").decide(json(node));

        assertThat(change.spec().at("/Labels/db").asText()).isEqualTo("true");
        assertThat(JsonDifference.between(json(node).path("Spec"), change.spec()).outside(change.meant())).isEmpty();
    }

    @Test
    @DisplayName("removes one label")
    void removesOne() throws Exception {
        JsonNode node = json("{'Spec':{'Labels':{'db':'true','zone':'a'}}}");

        SpecEdit.Change change = (SpecEdit.Change) NodeLabelEdits.remove("db").decide(node);

        assertThat(change.spec()).isEqualTo(json("{'Labels':{'zone':'a'}}"));
        assertThat(change.meant()).containsExactly("/Labels/db");
    }

    @Test
    @DisplayName("leaves a node that is as wanted")
    void leaves() throws Exception {
        JsonNode node = json("{'Spec':{'Labels':{'db':'true'}}}");

        assertThat(NodeLabelEdits.set("db", "true").decide(node)).isInstanceOf(SpecEdit.Leave.class);
        assertThat(NodeLabelEdits.remove("zone").decide(node)).isInstanceOf(SpecEdit.Leave.class);
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
