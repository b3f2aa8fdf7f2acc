package io.orcastra.adapters.docker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.facts.cluster.HealthCheck;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A health check")
class HealthCheckReaderTest {

    private static Optional<HealthCheck> read(String check) throws JsonProcessingException {
        return HealthCheckReader.read("s", new ObjectMapper().readTree(
                "{\"TaskTemplate\": {\"ContainerSpec\": {" + check.replace('\'', '"') + "}}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'StartPeriod': 300000000000, 'Interval': 5000000000, 'Retries': 4 | 300 | 5 | 4",
        "'Test': ['CMD', 'true'] | 0 | 30 | 3",
        "'Test': [], 'StartPeriod': 60000000000 | 60 | 30 | 3",
        "'Interval': 0, 'Retries': 0, 'Timeout': 1 | 0 | 30 | 3",
    })
    @DisplayName("is what the spec says of it, and Docker's default where it says nothing")
    void isRead(String members, int period, int interval, int retries) throws JsonProcessingException {
        assertThat(read("'Healthcheck': {" + members + "}")).contains(
                new HealthCheck("s", Duration.ofSeconds(period), Duration.ofSeconds(interval), retries));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'Healthcheck': null", "'Healthcheck': {}", "'Healthcheck': {'Test': ['NONE'], 'StartPeriod': 9}"})
    @DisplayName("is none where the spec has none, or switches that of the image off")
    void isNone(String container) throws JsonProcessingException {
        assertThat(read(container)).isEmpty();
    }

    @Test
    @DisplayName("belongs to what is observed of a service")
    void isObserved() throws JsonProcessingException {
        assertThat(ServiceReader.read(new ObjectMapper().readTree("""
                {"ID": "s", "Spec": {"Name": "web", "Mode": {"Replicated": {}}, "TaskTemplate": {"ContainerSpec":
                {"Image": "web:1", "Healthcheck": {"StartPeriod": 60000000000}}}}}
                """))).contains(new HealthCheck("s", Duration.ofMinutes(1), Duration.ofSeconds(30), 3));
    }
}
