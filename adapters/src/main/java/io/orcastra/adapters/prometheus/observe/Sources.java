package io.orcastra.adapters.prometheus.observe;

import io.orcastra.adapters.prometheus.fetch.Fetcher;
import io.orcastra.adapters.prometheus.fetch.Shown;
import io.orcastra.adapters.prometheus.source.Discovery;
import io.orcastra.adapters.prometheus.source.MemorySources;
import io.orcastra.adapters.prometheus.source.NamedExporter;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Turns the configuration into the sources there are now. Used by one thread at a time. */
final class Sources {

    private final Fetcher fetcher;
    private final Addresses addresses;
    private final ExecutorService threads;
    private final Map<String, Future<List<InetAddress>>> asked = new ConcurrentHashMap<>();

    /** @param threads for look-ups, which nobody can interrupt */
    Sources(Fetcher fetcher, Addresses addresses, ExecutorService threads) {
        this.fetcher = fetcher;
        this.addresses = addresses;
        this.threads = threads;
    }

    Found find(MemorySources configured, Collection<Node> nodes) {
        Set<MemorySource> sources = new LinkedHashSet<>();
        List<String> failures = new ArrayList<>();
        for (NamedExporter exporter : configured.exporters()) {
            sources.add(new ExporterSource(exporter.kind(), Optional.of(exporter.name()), exporter.url(),
                    configured.access(), fetcher));
        }
        for (Discovery discovery : configured.discoveries()) {
            if (discovery.service().isPresent()) {
                behind(discovery, configured, sources, failures);
            } else {
                onEach(nodes, discovery, configured, sources);
            }
        }
        configured.server().ifPresent(server -> sources.add(new ServerSource(server, fetcher)));
        return new Found(List.copyOf(sources), failures);
    }

    private void behind(Discovery discovery, MemorySources configured, Set<MemorySource> sources, List<String> failures) {
        String name = "tasks." + discovery.service().orElseThrow();
        try {
            for (InetAddress address : lookUp(name, configured.pace().timeout())) {
                String url = discovery.template().replace("{address}", host(address.getHostAddress()));
                sources.add(exporter(discovery, Optional.empty(), url, configured));
            }
        } catch (ExecutionException | IllegalArgumentException unknown) {
            failures.add("the name " + name + " cannot be resolved");
        } catch (TimeoutException late) {
            failures.add("the name " + name + " was not resolved in time");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** A look-up that hangs is asked for again, not begun again. */
    private List<InetAddress> lookUp(String name, Duration limit)
            throws ExecutionException, TimeoutException, InterruptedException {
        Future<List<InetAddress>> answer = asked.computeIfAbsent(name, one -> threads.submit(() -> addresses.of(one)));
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (answer.isDone()) {
                asked.remove(name);
            }
        }
    }

    private void onEach(Collection<Node> nodes, Discovery discovery, MemorySources configured, Set<MemorySource> sources) {
        Map<String, List<Node>> behind = new LinkedHashMap<>();
        for (Node node : nodes) {
            boolean addressless = node.address().isEmpty() || node.address().equals("0.0.0.0");
            if (node.status() == NodeStatus.READY && !(addressless && discovery.template().contains("{address}"))) {
                String url = discovery.template().replace("{address}", host(node.address()))
                        .replace("{hostname}", node.hostname()).replace("{id}", node.id());
                behind.computeIfAbsent(url, none -> new ArrayList<>()).add(node);
            }
        }
        behind.forEach((url, some) -> {
            try {
                sources.add(exporter(discovery, name(some), url, configured));
            } catch (IllegalArgumentException noUrl) {
                // a hostname no URL can hold: the node stays without a source, which is said of it
            }
        });
    }

    /** One exporter cannot speak for several nodes, but for the address they share, or for whom it says it is. */
    private static Optional<String> name(List<Node> behind) {
        List<String> addresses = behind.stream().map(Node::address).distinct().toList();
        if (behind.size() == 1) {
            return Optional.of(behind.get(0).id());
        }
        return addresses.size() == 1 && !addresses.get(0).isEmpty() ? Optional.of(addresses.get(0)) : Optional.empty();
    }

    private ExporterSource exporter(Discovery discovery, Optional<String> node, String url, MemorySources configured) {
        return new ExporterSource(discovery.kind(), node, URI.create(url), configured.access(), fetcher);
    }

    /** An IPv6 address stands in brackets, and its zone means nothing elsewhere. */
    private static String host(String address) {
        return address.contains(":") ? "[" + address.replaceFirst("%.*", "") + "]" : Shown.briefly(address);
    }
}
