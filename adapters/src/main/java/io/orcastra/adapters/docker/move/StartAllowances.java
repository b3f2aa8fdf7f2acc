package io.orcastra.adapters.docker.move;

import io.orcastra.facts.control.StartPatience;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How long a start of a task may take, by what was told last. Thread-safe. */
final class StartAllowances {
    private final Duration usual;
    private volatile Map<String, StartPatience> known = Map.of();

    /** @param usual of services of which nothing is known */
    StartAllowances(Duration usual) {
        this.usual = usual;
    }

    void know(Set<StartPatience> starts) {
        known = starts.stream().collect(Collectors.toMap(StartPatience::serviceId, Function.identity()));
    }

    Duration of(String serviceId) {
        StartPatience own = known.get(serviceId);
        return own == null ? usual : own.over(usual);
    }
}
