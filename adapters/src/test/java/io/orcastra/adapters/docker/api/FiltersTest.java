package io.orcastra.adapters.docker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiltersTest {

    @Test
    void areJsonInAQuery() {
        String query = Filters.with("desired-state", "shutdown").and("service", Set.of("b&c", "a")).query();

        assertThat(query).startsWith("?filters=").doesNotContain("{", "\"", "b&c");
        assertThat(URLDecoder.decode(query, StandardCharsets.UTF_8))
                .isEqualTo("?filters={\"desired-state\":[\"shutdown\"],\"service\":[\"a\",\"b&c\"]}");
    }
}
