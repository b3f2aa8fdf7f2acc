package io.orcastra.adapters.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The answer of {@code GET /healthz}.
 *
 * @param status                {@code ok}, {@code degraded} (works, but somebody should look) or {@code failing}
 * @param problems              what is not as it should be, in English
 * @param loopAlive             whether the control loop goes on
 * @param observationAgeSeconds age of the last complete observation; null before the first
 * @param unsettled             why nothing is decided now; empty when the swarm is settled
 * @param lease                 {@code held}, {@code standby}, or {@code none} in a dry run
 * @param leaseHolder           who may act; empty when nobody does
 * @param configuration         {@code ok}; while the last good one is in force, {@code refused} when a bad edit waits, or
 *                              {@code postponed} when an edit could not be tried yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Health(
        String status,
        List<String> problems,
        boolean loopAlive,
        Long observationAgeSeconds,
        List<String> unsettled,
        String lease,
        String leaseHolder,
        String configuration) implements HealthAnswer {

    public Health {
        problems = List.copyOf(problems);
        unsettled = List.copyOf(unsettled);
    }

    @Override
    public boolean good() {
        return !status.equals("failing");
    }
}
