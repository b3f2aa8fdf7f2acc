package io.orcastra.adapters.prometheus.source;

import io.orcastra.adapters.prometheus.fetch.Access;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is asked for memory. Where two measure the same, the first fresh one counts, in the order of these
 * components.
 *
 * @param hosts physical host by virtual machine, as {@code node_map} says it
 * @param access to the exporters
 */
public record MemorySources(List<NamedExporter> exporters, List<Discovery> discoveries, Optional<PrometheusServer> server,
        Map<String, String> hosts, Access access, Pace pace) {

    public MemorySources {
        exporters = List.copyOf(exporters);
        discoveries = List.copyOf(discoveries);
        hosts = Map.copyOf(hosts);
    }

    /** Whether nobody is asked. */
    public boolean isEmpty() {
        return exporters.isEmpty() && discoveries.isEmpty() && server.isEmpty();
    }
}
