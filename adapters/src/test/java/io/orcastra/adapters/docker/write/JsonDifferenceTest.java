package io.orcastra.adapters.docker.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The difference of two JSON trees")
class JsonDifferenceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", value = {
        "{'a':1}            | {'a':1.0}               | none",
        "{'a':1}            | {'a':2}                 | /a",
        "{'a':1}            | {}                      | /a",
        "{'a':null}         | {}                      | /a",
        "{'a':{}}           | {}                      | /a",
        "{'a':{'b':1}}      | {}                      | /a/b",
        "{}                 | {'a':{'b':{'c':1}}}     | /a/b/c",
        "{'a':null}         | {'a':{'b':1}}           | /a/b",
        "{'a':[1,2]}        | {'a':[2,1]}             | /a",
        "{'a/b~c':1}        | {'a/b~c':2}             | /a~1b~0c",
        "{'a':'1'}          | {'a':1}                 | /a",
    })
    @DisplayName("names the place that differs")
    void namesPlaces(String before, String after, String place) throws JsonProcessingException {
        Set<String> expected = place == null ? Set.of() : Set.of(place);

        assertThat(JsonDifference.between(json(before), json(after)).paths()).isEqualTo(expected);
        assertThat(JsonDifference.between(json(after), json(before)).paths()).isEqualTo(expected);
        assertThat(JsonDifference.same(json(before), json(after))).isEqualTo(expected.isEmpty());
    }

    @Test
    @DisplayName("tells what lies outside the places meant, and takes no prefix of a name for a place")
    void tellsWhatIsOutside() throws JsonProcessingException {
        JsonDifference difference = JsonDifference.between(json("{}"), json("{'a':{'b':1},'ab':2,'c':3}"));

        assertThat(difference.outside(Set.of("/a", "/c"))).containsExactly("/ab");
        assertThat(difference.outside(Set.of(""))).isEmpty();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
