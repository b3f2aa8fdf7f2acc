package io.orcastra.engine.placement;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.Service;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * SwarmKit's filters in their order ({@code manager/scheduler/filter.go}). Each says what is in the way, and looks first
 * whether the service asks for anything of its kind: a plan asks for each of a thousand nodes.
 */
enum Filter {
    READY {
        @Override
        Optional<String> obstacle(Service service, Node node, Room room, ClusterView cluster) {
            if (node.status() != NodeStatus.READY) {
                return Optional.of("is " + lower(node.status()));
            }
            return node.availability() == Availability.ACTIVE
                    ? Optional.empty() : Optional.of("has availability " + lower(node.availability()));
        }
    },
    RESOURCES {
        @Override
        Optional<String> obstacle(Service service, Node node, Room room, ClusterView cluster) {
            Resources needed = service.reservations();
            if (room.suffices(needed, node)) {
                return Optional.empty();
            }
            Resources free = room.free(node);
            Stream<Optional<String>> generic = new TreeSet<>(needed.generic().keySet()).stream().map(kind -> Amounts.lack(
                    kind, needed.generic().get(kind), free.generic().getOrDefault(kind, 0L), String::valueOf));
            return Stream.concat(Stream.of(
                            Amounts.lack("CPU", needed.nanoCpus(), free.nanoCpus(), Amounts::cpus),
                            Amounts.lack("memory", needed.memoryBytes(), free.memoryBytes(), Amounts::bytes)), generic)
                    .flatMap(Optional::stream).reduce((one, other) -> one + " and " + other);
        }

        @Override
        Optional<Shortage> shortage(Service service, Node node, Room room) {
            Resources needed = service.reservations();
            Resources free = room.free(node);
            Stream<Optional<Shortage>> generic = new TreeSet<>(needed.generic().keySet()).stream().map(kind -> Amounts.shortage(
                    kind, needed.generic().get(kind), free.generic().getOrDefault(kind, 0L), Shortage.Unit.COUNT));
            return Stream.concat(Stream.of(
                            Amounts.shortage("memory", needed.memoryBytes(), free.memoryBytes(), Shortage.Unit.BYTES),
                            Amounts.shortage("CPU", needed.nanoCpus(), free.nanoCpus(), Shortage.Unit.NANO_CPUS)), generic)
                    .flatMap(Optional::stream).findFirst();
        }
    },
    PLUGINS {
        @Override
        Optional<String> obstacle(Service service, Node node, Room room, ClusterView cluster) {
            return service.plugins().isEmpty() ? Optional.empty() : service.plugins().stream().sorted()
                    .filter(plugin -> !has(node, plugin)).findFirst().map(plugin -> "lacks the plugin " + plugin);
        }

        /** An engine that tells of no log driver at all is an old one that has some. */
        private boolean has(Node node, String plugin) {
            return node.plugins().contains(plugin) || node.plugins().contains(plugin + ":latest")
                    || plugin.startsWith(LOG) && node.plugins().stream().noneMatch(other -> other.startsWith(LOG));
        }
    },
    CONSTRAINTS {
        @Override
        Optional<String> obstacle(Service service, Node node, Room room, ClusterView cluster) {
            List<PlacementConstraint> constraints = cluster.constraints(service.id());
            return constraints.isEmpty() ? Optional.empty() : constraints.stream()
                    .filter(constraint -> !Constraints.satisfied(constraint, node, cluster.labels(node.id())))
                    .findFirst().map(constraint -> "does not satisfy " + Constraints.text(constraint));
        }
    },
    PLATFORM {
        @Override
        Optional<String> obstacle(Service service, Node node, Room room, ClusterView cluster) {
            List<Platform> allowed = service.platforms();
            if (allowed.isEmpty() || allowed.stream().anyMatch(platform -> runs(platform, node.platform()))) {
                return Optional.empty();
            }
            return Optional.of("is " + text(node.platform()) + ", the image needs "
                    + String.join(" or ", allowed.stream().map(Filter::text).toList()));
        }
    },
    HOST_PORTS {
        @Override
        Optional<String> obstacle(Service service, Node node, Room room, ClusterView cluster) {
            return service.hostPorts().isEmpty() ? Optional.empty() : service.hostPorts().stream().sorted()
                    .filter(port -> room.portTaken(node.id(), port)).findFirst()
                    .map(port -> "has host port " + port + " in use");
        }
    },
    MAX_REPLICAS {
        @Override
        Optional<String> obstacle(Service service, Node node, Room room, ClusterView cluster) {
            if (service.maxReplicasPerNode() == 0) {
                return Optional.empty();
            }
            int there = room.tasks(node.id(), service.id());
            return there < service.maxReplicasPerNode() ? Optional.empty()
                    : Optional.of("has " + there + " of at most " + service.maxReplicasPerNode() + " replicas per node");
        }

        @Override
        Optional<Shortage> shortage(Service service, Node node, Room room) {
            return Amounts.shortage("replicas per node", room.tasks(node.id(), service.id()) + 1L,
                    service.maxReplicasPerNode(), Shortage.Unit.COUNT);
        }
    };

    private static final String LOG = "Log/";

    /** What keeps one more task of the service from the node, as the end of a sentence about the node. */
    abstract Optional<String> obstacle(Service service, Node node, Room room, ClusterView cluster);

    /** By how much the node has too little, of a node that the filter refuses; empty where there is no amount. */
    Optional<Shortage> shortage(Service service, Node node, Room room) {
        return Optional.empty();
    }

    private static boolean runs(Platform image, Platform node) {
        return (image.os().isEmpty() || image.os().equals(node.os()))
                && (image.architecture().isEmpty() || normal(image.architecture()).equals(normal(node.architecture())));
    }

    private static String normal(String architecture) {
        return switch (architecture) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> architecture;
        };
    }

    private static String text(Platform platform) {
        return platform.os() + "/" + platform.architecture();
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
