package io.orcastra.adapters.scenario;

import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.ImageName;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.cluster.WantedMod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What agents and machines told in an observation, as a scenario says it; nothing where they told nothing. */
final class ScaffoldedAnswers {
    /** Beyond the length of the scenario: how long something is still young is not in a snapshot. */
    private static final String YOUNG = "old_after: 24h";
    /** As many as a scenario can say. */
    private static final int MANY = 1000;

    private final Collection<?> facts;
    private final Map<String, String> hostnames = new TreeMap<>();
    private final Set<String> containers = new HashSet<>();

    ScaffoldedAnswers(Collection<?> facts) {
        this.facts = facts;
        all(Node.class).forEach(node -> hostnames.put(node.id(), node.hostname()));
    }

    /** Whether agents told anything: chores are decided about only where it is said how agents are found. */
    boolean ofAgents() {
        return !agents().isEmpty();
    }

    String text() {
        return agents() + machines();
    }

    private String agents() {
        Map<String, Map<String, Map<String, String>>> nodes = new TreeMap<>();
        containers.clear();
        all(Container.class).filter(this::isTellable).forEach(one -> put(nodes, one.nodeId(), "containers", unique(one), container(one)));
        all(StoredImage.class).forEach(one -> put(nodes, one.nodeId(), "images", name(one), image(one)));
        all(StoppedContainer.class).forEach(one -> put(nodes, one.nodeId(), "ended", one.name(), stored(one.bytes(), one.old())));
        all(UnusedVolume.class).forEach(one -> put(nodes, one.nodeId(), "volumes", one.name(), Stream.concat(
                stored(one.bytes(), one.old()).stream(), Stream.of("anonymous: true").filter(any -> one.anonymous())).toList()));
        all(WantedMod.class).forEach(one -> put(nodes, one.nodeId(), "mods", one.file(), mod(one)));
        return nodes.isEmpty() ? "" : "agents:\n" + nodes.entrySet().stream().map(node -> "  " + Scaffold.quoted(node.getKey()) + ":\n"
                + node.getValue().entrySet().stream().map(kind -> "    " + kind.getKey() + ":\n"
                        + String.join("", kind.getValue().values())).collect(Collectors.joining())).collect(Collectors.joining());
    }

    private String machines() {
        Set<String> described = Set.copyOf(hostnames.values());
        Map<String, String> machines = new TreeMap<>();
        all(Machine.class).forEach(machine -> {
            MachineState usual = described.contains(machine.hostname()) ? MachineState.IN_SWARM : MachineState.OUT_OF_SWARM;
            machines.put(machine.hostname(), Scaffold.line("  ", machine.hostname(),
                    machine.state() == usual ? List.of() : List.of("state: " + lower(machine.state()))));
        });
        return machines.isEmpty() ? "" : "machines:\n" + String.join("", machines.values());
    }

    private void put(Map<String, Map<String, Map<String, String>>> nodes, String nodeId, String kind, String name, List<String> parts) {
        String hostname = hostnames.get(nodeId);
        if (hostname != null) {
            nodes.computeIfAbsent(hostname, first -> new TreeMap<>()).computeIfAbsent(kind, first -> new TreeMap<>())
                    .put(name, Scaffold.line("      ", name, parts));
        }
    }

    /** A task's container is told by its service. */
    private boolean isTellable(Container one) {
        return one.service().isEmpty() || all(Service.class).anyMatch(service -> service.name().equals(one.service()));
    }

    /** A scenario knows containers by name, whichever node they are on. */
    private String unique(Container one) {
        return containers.add(one.name()) ? one.name() : one.name() + "-" + hostnames.get(one.nodeId());
    }

    private static List<String> container(Container one) {
        List<String> parts = new ArrayList<>();
        if (one.health() != ContainerHealth.HEALTHY) {
            parts.add("health: " + lower(one.health()));
        }
        if (!one.autoheal().isEmpty()) {
            parts.add("autoheal: '" + one.autoheal().replace("'", "''") + "'");
        }
        if (!one.service().isEmpty()) {
            parts.add("service: " + Scaffold.quoted(one.service()));
        }
        return parts;
    }

    private String name(StoredImage one) {
        return all(ImageName.class).filter(name -> name.nodeId().equals(one.nodeId()) && name.imageId().equals(one.imageId()))
                .map(ImageName::name).sorted().findFirst().orElse(one.imageId());
    }

    private static List<String> image(StoredImage one) {
        List<String> parts = new ArrayList<>(stored(one.bytes(), one.old()));
        if (one.used()) {
            parts.add("used: true");
        }
        if (one.newer() < MANY) {
            parts.add("newer: " + one.newer());
        }
        return parts;
    }

    private static List<String> stored(long bytes, boolean old) {
        return Stream.concat(Stream.of("size: " + Scaffold.size(bytes)), Stream.of(YOUNG).filter(young -> !old)).toList();
    }

    /** What failed before fails again. */
    private List<String> mod(WantedMod one) {
        List<String> parts = new ArrayList<>(List.of("source: " + Scaffold.quoted(one.source())));
        if (one.cached()) {
            parts.add("cached: true");
        }
        if (!one.old()) {
            parts.add(YOUNG);
        }
        all(FailedMod.class).filter(failed -> failed.nodeId().equals(one.nodeId()) && failed.source().equals(one.source()))
                .findFirst().ifPresent(failed -> parts.add("refused: " + Scaffold.quoted(failed.reason())));
        return parts;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private <T extends Record> Stream<T> all(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).sorted((one, other) -> one.toString().compareTo(other.toString()));
    }
}
