package io.orcastra.adapters.prometheus.observe;

import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.adapters.prometheus.source.ExporterKind;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.facts.cluster.Node;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Where agents listen, found as they are found for their memory. Used by one thread at a time. */
public final class AgentAddresses {

    private final Sources sources;

    /** @param threads for look-ups, which nobody can interrupt */
    public AgentAddresses(Fetcher fetcher, Addresses addresses, ExecutorService threads) {
        this.sources = new Sources(fetcher, addresses, threads);
    }

    /** The metrics of each agent there is now; those that cannot be found are left out. */
    public List<URI> of(MemorySources configured, Collection<Node> nodes) {
        MemorySources agents = new MemorySources(List.of(), configured.discoveries().stream()
                .filter(discovery -> discovery.kind() == ExporterKind.AGENT).toList(), Optional.empty(), Map.of(),
                configured.access(), configured.pace());
        return sources.find(agents, nodes).sources().stream().filter(ExporterSource.class::isInstance)
                .map(source -> ((ExporterSource) source).url()).distinct().toList();
    }
}
