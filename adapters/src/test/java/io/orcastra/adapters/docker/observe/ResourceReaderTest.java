package io.orcastra.adapters.docker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.facts.cluster.Resources;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Generic resources")
class ResourceReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "[]|0|0",
            "[{\"DiscreteResourceSpec\":{\"Kind\":\"SSD\",\"Value\":3}}]|3|0",
            "[{\"NamedResourceSpec\":{\"Kind\":\"GPU\",\"Value\":\"UUID1\"}},{\"NamedResourceSpec\":{\"Kind\":\"GPU\",\"Value\":\"UUID2\"}}]|0|2",
            "[{\"DiscreteResourceSpec\":{\"Kind\":\"SSD\",\"Value\":1}},{\"NamedResourceSpec\":{\"Kind\":\"GPU\",\"Value\":\"UUID1\"}}]|1|1"})
    @DisplayName("are counted by kind, whether an engine names them or numbers them")
    void counted(String generic, long disks, long cards) throws JsonProcessingException {
        Resources read = ResourceReader.resources(new ObjectMapper().readTree(
                "{\"NanoCPUs\":2000000000,\"MemoryBytes\":1024,\"GenericResources\":" + generic + "}"));

        assertThat(read.nanoCpus()).isEqualTo(2_000_000_000L);
        assertThat(read.memoryBytes()).isEqualTo(1024);
        assertThat(read.generic()).satisfies(all -> {
            assertThat(all.getOrDefault("SSD", 0L)).isEqualTo(disks);
            assertThat(all.getOrDefault("GPU", 0L)).isEqualTo(cards);
        }).hasSize((disks > 0 ? 1 : 0) + (cards > 0 ? 1 : 0));
    }
}
