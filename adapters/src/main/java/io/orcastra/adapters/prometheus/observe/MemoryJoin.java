package io.orcastra.adapters.prometheus.observe;

import io.orcastra.engine.port.Staleness;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Joins what sources say with the nodes and tasks of the swarm, by {@link NodeNames}. One join is one use.
 */
final class MemoryJoin {

    private final Round round;
    private final Map<String, String> hosts;
    private final Duration stale;
    private final Instant now;
    private final long nanos;
    private final Map<String, List<Known>> byName = new HashMap<>();
    private final Map<String, List<Measured>> silent = new HashMap<>();
    private final Map<String, Duration> ages = new HashMap<>();

    /** A node's figures with their age. */
    private record Known(Readings.OfNode reading, MemorySource source, Optional<String> failure, Duration age) {
    }

    /** @param hosts physical host by virtual machine */
    MemoryJoin(Round round, Map<String, String> hosts, Duration stale, Instant now, long nanos) {
        this.round = round;
        this.hosts = hosts;
        this.stale = stale;
        this.now = now;
        this.nanos = nanos;
        round.measured().forEach(this::index);
    }

    /** One {@link NodeMemory} or {@link MemoryUnknown} for each node, one {@link TaskMemory} for each task measured. */
    Set<Object> facts(Collection<Node> nodes, Collection<Task> tasks) {
        NodeNames called = new NodeNames(nodes, hosts);
        Set<Object> facts = new HashSet<>();
        for (Node node : nodes) {
            fact(node, called.of(node)).ifPresent(facts::add);
        }
        tasks(tasks, facts);
        return facts;
    }

    /** Age of the sample in use, by hostname. */
    Map<String, Duration> ages() {
        return ages;
    }

    private void index(Measured measured) {
        measured.source().node().ifPresent(node ->
                silent.computeIfAbsent(node, none -> new ArrayList<>()).add(measured));
        measured.readings().ifPresent(readings -> readings.nodes().forEach(reading ->
                byName.computeIfAbsent(reading.name(), none -> new ArrayList<>()).add(
                        new Known(reading, measured.source(), measured.failure(), age(measured, reading.at())))));
    }

    /** By whichever clock it is older: the wall clock may have jumped. */
    private Duration age(Measured measured, Instant at) {
        Duration wall = Duration.between(at, now);
        Duration monotonic = Duration.ofNanos(nanos - measured.nanos());
        return wall.compareTo(monotonic) > 0 ? wall : monotonic;
    }

    /** A node that was measured itself and is not any more is unknown: what its host uses is another machine's figure. */
    private Optional<Object> fact(Node node, NodeNames.Names names) {
        List<Known> own = known(names.own());
        List<Known> shared = own.isEmpty() ? known(names.ofHost()) : List.of();
        Optional<Known> fresh = Stream.concat(own.stream(), shared.stream()).filter(this::isFresh).findFirst();
        if (fresh.isPresent()) {
            Readings.OfNode reading = fresh.get().reading();
            String machine = own.contains(fresh.get()) ? node.id() : names.host().orElseThrow();
            ages.put(node.hostname(), fresh.get().age());
            return Optional.of(new NodeMemory(node.id(), machine, reading.totalBytes(), reading.usedBytes(),
                    reading.since(), reading.at()));
        }
        Optional<Known> last = Stream.concat(own.stream(), shared.stream()).findFirst();
        return reason(node, names, last).map(reason -> new MemoryUnknown(node.id(), reason,
                last.filter(old -> node.status() != NodeStatus.DOWN).flatMap(this::tooOldAt).orElse(MemoryUnknown.NEVER)));
    }

    /** By the wall clock, which alone tells the same moment at each look; empty while that says that it is not. */
    private Optional<Instant> tooOldAt(Known last) {
        return Optional.of(last.reading().at().plus(stale)).filter(at -> !at.isAfter(now));
    }

    private List<Known> known(List<String> names) {
        return names.stream().flatMap(name -> byName.getOrDefault(name, List.of()).stream()).toList();
    }

    private boolean isFresh(Known known) {
        return known.age().compareTo(stale) <= 0;
    }

    /** Empty when nobody wants to know: a drained node for which no source was named. */
    private Optional<String> reason(Node node, NodeNames.Names names, Optional<Known> old) {
        if (node.status() == NodeStatus.DOWN) {
            return Optional.of("the node is down");
        }
        Optional<Measured> named = Stream.concat(names.own().stream(), names.ofHost().stream())
                .flatMap(name -> silent.getOrDefault(name, List.of()).stream())
                .filter(measured -> measured.source().measuresNodes()).findFirst();
        Optional<String> failed = named.filter(one -> one.failure().isPresent())
                .map(one -> said(one.source(), one.failure().get()))
                .or(() -> old.filter(one -> one.failure().isPresent()).map(one -> said(one.source(), one.failure().get())));
        if (failed.isPresent()) {
            return failed;
        }
        if (old.isPresent()) {
            Duration overstepped = new Staleness(stale).overstepped(old.get().age());
            return Optional.of("the last sample of " + old.get().source().description() + " is older than "
                    + overstepped.toSeconds() + " s" + (overstepped.equals(stale) ? "" : ", " + stale.toSeconds() + " s is the most"));
        }
        return general(node, names);
    }

    private Optional<String> general(Node node, NodeNames.Names names) {
        Stream<String> unfound = round.failures().stream();
        Stream<String> unheard = round.measured().stream()
                .filter(one -> one.source().node().isEmpty() && one.source().measuresNodes() && one.failure().isPresent())
                .map(one -> said(one.source(), one.failure().get()));
        Optional<String> trouble = Stream.concat(unfound, unheard).findFirst();
        if (trouble.isPresent()) {
            return trouble;
        }
        if (names.host().isPresent()) {
            return Optional.of("nothing measures the memory of its host " + names.host().get());
        }
        if (names.isAmbiguous() && (byName.containsKey(node.address()) || silent.containsKey(node.address()))) {
            return Optional.of("another node has its address " + node.address() + " too, and node_map names no host of both");
        }
        return node.availability() == Availability.DRAIN ? Optional.empty()
                : Optional.of("nothing measures the memory of " + node.hostname());
    }

    private static String said(MemorySource source, String failure) {
        return source.description() + " " + failure;
    }

    /** A source that speaks of a task of another node is not believed. */
    private void tasks(Collection<Task> tasks, Set<Object> facts) {
        Map<String, Readings.OfTask> fresh = new HashMap<>();
        for (Measured measured : round.measured()) {
            for (Readings.OfTask reading : measured.readings().map(Readings::tasks).orElse(List.of())) {
                if (age(measured, reading.at()).compareTo(stale) <= 0) {
                    fresh.putIfAbsent(reading.taskId(), reading);
                }
            }
        }
        for (Task task : tasks) {
            Readings.OfTask reading = fresh.get(task.id());
            if (reading != null && (reading.nodeId().isEmpty() || reading.nodeId().equals(task.nodeId()))) {
                facts.add(new TaskMemory(task.id(), task.serviceId(), task.nodeId(), reading.workingSetBytes(), reading.at()));
            }
        }
    }
}
