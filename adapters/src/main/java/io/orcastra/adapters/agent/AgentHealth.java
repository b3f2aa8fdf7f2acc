package io.orcastra.adapters.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orcastra.adapters.http.HealthAnswer;
import java.util.List;

/**
 * The agent's answer of {@code GET /healthz}.
 *
 * @param status            {@code ok} or {@code failing}
 * @param readingAgeSeconds age of the last reading of the engine; null before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentHealth(String status, List<String> problems, Long readingAgeSeconds) implements HealthAnswer {

    public AgentHealth {
        problems = List.copyOf(problems);
    }

    @Override
    public boolean good() {
        return problems.isEmpty();
    }
}
