package io.orcastra.adapters.containers;

import io.orcastra.engine.port.Clock;
import io.orcastra.facts.cluster.Node;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the agents answered last, by node, until it is too old or its node is gone. Thread-safe. */
final class NodeAnswers<T> {
    private final Agents agents;
    private final Duration known;
    private final Clock clock;
    private final Map<String, Told<T>> byNode = new ConcurrentHashMap<>();

    private record Told<T>(URI agent, T answer, long nanos) {
    }

    /** @param known how long an answer counts */
    NodeAnswers(Agents agents, Duration known, Clock clock) {
        this.agents = agents;
        this.known = known;
        this.clock = clock;
    }

    void put(String nodeId, URI agent, T answer) {
        byNode.put(nodeId, new Told<>(agent, answer, clock.nanos()));
    }

    void forget(String nodeId) {
        byNode.remove(nodeId);
    }

    /** Where the agent of that node answered last. */
    Optional<URI> agent(String nodeId) {
        return Optional.ofNullable(byNode.get(nodeId)).map(Told::agent);
    }

    Optional<T> of(String nodeId) {
        return Optional.ofNullable(byNode.get(nodeId)).map(Told::answer);
    }

    /** What counts now; everything else is forgotten. */
    Stream<T> present() {
        Set<String> nodes = agents.nodes().stream().map(Node::id).collect(Collectors.toSet());
        byNode.entrySet().removeIf(one -> clock.nanos() - one.getValue().nanos() > known.toNanos() || !nodes.contains(one.getKey()));
        return byNode.values().stream().map(Told::answer);
    }
}
