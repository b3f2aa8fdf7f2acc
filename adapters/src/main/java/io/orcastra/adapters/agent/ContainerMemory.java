package io.orcastra.adapters.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Memory of one container of a task.
 *
 * @param usageBytes      page cache included
 * @param workingSetBytes less what of the page cache was not used lately: what the kernel may drop at once
 */
record ContainerMemory(SwarmContainer container, long usageBytes, long workingSetBytes) {

    /**
     * As cAdvisor reckons: {@code total_inactive_file} is of cgroup v1, {@code inactive_file} of v2. Empty when the engine
     * has no figures, as of a container that has just ended, or without a memory controller.
     *
     * @param stats answer of {@code GET /containers/ID/stats}
     */
    static Optional<ContainerMemory> of(SwarmContainer container, JsonNode stats) {
        JsonNode memory = stats.path("memory_stats");
        JsonNode usage = memory.path("usage");
        if (!usage.isNumber() || usage.asLong() <= 0) {
            return Optional.empty();
        }
        JsonNode details = memory.path("stats");
        JsonNode inactive = details.has("total_inactive_file") ? details.path("total_inactive_file") : details.path("inactive_file");
        if (!inactive.isNumber()) {
            return Optional.empty();
        }
        return Optional.of(new ContainerMemory(container, usage.asLong(), Math.max(0, usage.asLong() - inactive.asLong())));
    }
}
