package io.orcastra.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.EngineApi;
import java.time.Duration;
import java.time.Instant;

/**
 * What a container had used at a moment, as its engine tells it: all its processes, checks of its health among them.
 *
 * @param bytes of memory, without page cache that nobody reads any more
 */
record ContainerUse(Instant at, Duration cpu, long bytes) {

    static ContainerUse of(EngineApi engine, String container) {
        JsonNode stats = engine.get("/containers/" + container + "/stats?stream=false&one-shot=true");
        JsonNode memory = stats.path("memory_stats");
        JsonNode detail = memory.path("stats");
        long idle = detail.path("inactive_file").asLong(detail.path("total_inactive_file").asLong());
        return new ContainerUse(Instant.parse(stats.path("read").asText()),
                Duration.ofNanos(stats.path("cpu_stats").path("cpu_usage").path("total_usage").asLong()),
                memory.path("usage").asLong() - idle);
    }

    Duration since(ContainerUse before) {
        return Duration.between(before.at(), at);
    }

    /** Part of one processor that was used since then, in per cent. */
    double percentSince(ContainerUse before) {
        return 100.0 * cpu.minus(before.cpu()).toNanos() / since(before).toNanos();
    }

    double mebibytes() {
        return bytes / 1024.0 / 1024.0;
    }
}
