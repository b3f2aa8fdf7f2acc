package io.orcastra.adapters.scenario;

import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** A scenario to begin with: swarm, agents and machines of an observation in a few lines, as far as a scenario can say it. */
public final class Scaffold {
    private static final long MIB = 1L << 20;

    private final Collection<?> facts;
    private final StringBuilder text = new StringBuilder();

    private Scaffold(Collection<?> facts) {
        this.facts = facts.stream().filter(fact -> !isUntold(fact)).toList();
    }

    /** @param facts of one observation */
    public static String of(Collection<?> facts) {
        List<Service> untold = facts.stream().filter(Scaffold::isUntold).map(Service.class::cast)
                .sorted(Comparator.comparing(Service::name)).toList();
        return new Scaffold(facts).written(untold);
    }

    /** A scenario has no words for a job on every node. */
    private static boolean isUntold(Object fact) {
        return fact instanceof Service service && service.mode() == ServiceMode.GLOBAL_JOB;
    }

    private String written(List<Service> untold) {
        text.append("""
                # The swarm of a snapshot. Names, labels, placement and memory are kept; what tasks did before is not.
                title: What Orcastra does on this swarm
                cluster:
                  nodes:
                """);
        List<Node> nodes = all(Node.class, Comparator.comparing(Node::leadership, Comparator.comparing(
                leadership -> leadership != Leadership.LEADER)).thenComparing(Node::hostname));
        nodes.forEach(this::node);
        text.append("  services:\n");
        all(Service.class, Comparator.comparing(Service::name)).forEach(this::service);
        untold.forEach(service -> text.append("  # left out: ").append(quoted(service.name()))
                .append(", a global job, which a scenario has no words for\n"));
        ScaffoldedAnswers answers = new ScaffoldedAnswers(facts);
        text.append(answers.text());
        text.append("configuration:\n  swarm: {}        # or the path of your swarm.yml\n"
                + (answers.ofAgents() ? "  rebalance: { memory_sources: { agent: { service: orcastra_agent } } }" : "  rebalance: {}   ")
                + " # or the path of your rebalance_config.yml\nstep: 30s\nseries:\n");
        nodes.forEach(this::state);
        nodes.forEach(node -> memory(node).ifPresent(memory -> text.append("  ").append(quoted(node.hostname() + ".memory"))
                .append(": ").append(Math.round(memory.usedPercent())).append("%\n")));
        text.append("length: 30m\ngolden: true         # --update writes what happens beside this file\nexpect:\n"
                + "- from: 0s\n  only_actions: []   # what must happen instead, and when\n");
        return text.toString();
    }

    private void state(Node node) {
        switch (node.status()) {
            case DOWN -> text.append("  ").append(quoted(node.hostname())).append(": down\n");
            case UNKNOWN, DISCONNECTED -> text.append("  # left out: ").append(quoted(node.hostname())).append(" is ")
                    .append(node.status().name().toLowerCase(Locale.ROOT)).append(", here it is up; try 'cut_off'\n");
            case READY -> { }
        }
    }

    private void node(Node node) {
        List<String> parts = new ArrayList<>();
        if (node.role() == NodeRole.MANAGER) {
            parts.add("role: manager");
        }
        if (node.availability() != Availability.ACTIVE) {
            parts.add("availability: " + node.availability().name().toLowerCase(Locale.ROOT));
        }
        long total = memory(node).map(NodeMemory::totalBytes).orElse(node.resources().memoryBytes());
        parts.add("memory: " + size(Math.max(MIB, total)));
        list("labels", all(NodeLabel.class, Comparator.comparing(NodeLabel::key)).stream()
                .filter(label -> label.nodeId().equals(node.id())).map(label -> label.key() + "=" + label.value()).toList())
                .ifPresent(parts::add);
        line(node.hostname(), parts);
    }

    private void service(Service service) {
        List<String> parts = new ArrayList<>();
        if (service.mode() == ServiceMode.GLOBAL) {
            parts.add("global: true");
        } else if (service.replicas() != 1) {
            parts.add("replicas: " + service.replicas());
        }
        if (service.mode() == ServiceMode.REPLICATED_JOB) {
            parts.add("job: true");
        }
        list("on", all(Task.class, Comparator.comparingInt(Task::slot).thenComparing(Task::id)).stream()
                .filter(task -> task.serviceId().equals(service.id()) && task.state() == TaskState.RUNNING)
                .map(task -> hostname(task.nodeId())).filter(name -> !name.isEmpty()).toList()).ifPresent(parts::add);
        all(TaskMemory.class, Comparator.comparing(TaskMemory::taskId)).stream()
                .filter(memory -> memory.serviceId().equals(service.id())).mapToLong(TaskMemory::workingSetBytes).average()
                .ifPresent(bytes -> parts.add("memory: " + size((long) bytes)));
        if (service.updateOrder() == UpdateOrder.START_FIRST) {
            parts.add("order: start-first");
        }
        if (service.stopGracePeriod().toSeconds() != 10) {
            parts.add("grace: " + service.stopGracePeriod().toSeconds() + "s");
        }
        if (service.reservations().memoryBytes() > 0) {
            parts.add("reserves: " + size(service.reservations().memoryBytes()));
        }
        list("host_ports", service.hostPorts().stream().sorted().map(port -> port.replaceAll("/.*", "")).toList())
                .ifPresent(parts::add);
        mounts(service.id(), parts);
        list("constraints", all(PlacementConstraint.class, Comparator.comparing(PlacementConstraint::expression)).stream()
                .filter(one -> one.serviceId().equals(service.id())).map(PlacementConstraint::expression).toList())
                .ifPresent(parts::add);
        list("labels", all(ServiceLabel.class, Comparator.comparing(ServiceLabel::key)).stream()
                .filter(label -> label.serviceId().equals(service.id()) && label.key().startsWith("orchestration."))
                .map(label -> label.key() + "=" + label.value()).toList()).ifPresent(parts::add);
        line(service.name(), parts);
    }

    private void mounts(String serviceId, List<String> parts) {
        List<Mount> mounts = all(Mount.class, Comparator.comparing(Mount::target)).stream()
                .filter(mount -> mount.serviceId().equals(serviceId) && !mount.readOnly()).toList();
        Predicate<Mount> local = mount -> mount.type() == MountType.VOLUME && !mount.driverOptions();
        mounts.stream().filter(local).findFirst().ifPresent(mount ->
                parts.add("volume: " + quoted(mount.source().isEmpty() ? "data" : mount.source())));
        list("binds", mounts.stream().filter(mount -> mount.type() == MountType.BIND).map(Mount::source).toList())
                .ifPresent(parts::add);
    }

    private void line(String name, List<String> parts) {
        text.append(line("    ", name, parts));
    }

    static String line(String indent, String name, List<String> parts) {
        return indent + quoted(name) + ":" + (parts.isEmpty() ? " {}" : " { " + String.join(", ", parts) + " }") + "\n";
    }

    private Optional<NodeMemory> memory(Node node) {
        return all(NodeMemory.class, Comparator.comparing(NodeMemory::nodeId)).stream()
                .filter(memory -> memory.nodeId().equals(node.id())).findFirst();
    }

    private String hostname(String nodeId) {
        return all(Node.class, Comparator.comparing(Node::id)).stream().filter(node -> node.id().equals(nodeId))
                .map(Node::hostname).findFirst().orElse("");
    }

    private <T> List<T> all(Class<T> type, Comparator<T> order) {
        return facts.stream().filter(type::isInstance).map(type::cast).sorted(order).toList();
    }

    private static Optional<String> list(String key, List<String> values) {
        return values.isEmpty() ? Optional.empty()
                : Optional.of(key + ": [ " + String.join(", ", values.stream().map(Scaffold::quoted).toList()) + " ]");
    }

    static String size(long bytes) {
        return Math.max(1, bytes / MIB) + " MiB";
    }

    /** Whatever is in it stays one plain text. */
    static String quoted(String value) {
        return value.matches("[A-Za-z][A-Za-z0-9_./=-]*") ? value : "'" + value.replace("'", "''").replaceAll("\\p{Cntrl}", " ") + "'";
    }
}
