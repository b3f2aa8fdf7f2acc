package io.orcastra.adapters.yaml;

import io.orcastra.adapters.docker.observe.OwnService;
import io.orcastra.engine.simulation.Behaviour;
import io.orcastra.engine.simulation.Machine;
import io.orcastra.engine.simulation.MemoryProfile;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.DeployedService;
import io.orcastra.facts.cluster.HealthCheck;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Platform;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.RestartCondition;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.rules.Spelling;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The swarm a story begins with: reads {@code nodes} and {@code services} into facts. */
final class StoryCluster {
    private static final Pattern CONSTRAINT = Pattern.compile("\\s*(\\S+?)\\s*(==|!=)\\s*(\\S+)\\s*");
    private static final long GIB = 1L << 30;

    private final Instant start;
    private final Set<Object> facts = new HashSet<>();
    private final Map<String, Machine> machines = new HashMap<>();
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private final Set<String> hostnames = new LinkedHashSet<>();
    private final Set<String> services = new LinkedHashSet<>();

    /** @param root the map that has {@code nodes} and {@code services} */
    StoryCluster(Section root, Instant start) {
        this.start = start;
        root.section("nodes").entries().forEach(this::node);
        root.section("services").entries().forEach(this::service);
    }

    Set<Object> facts() {
        return facts;
    }

    Map<String, Machine> machines() {
        return machines;
    }

    Map<String, Behaviour> behaviours() {
        return behaviours;
    }

    /** The hostname, when the story has such a node. */
    Optional<String> hostname(Value value) {
        return known(value, hostnames, "a node that is described");
    }

    /** The name, when the story has such a service. */
    Optional<String> service(Value value) {
        return known(value, services, "a service that is described");
    }

    Set<String> hostnames() {
        return hostnames;
    }

    Set<String> services() {
        return services;
    }

    Machine machine(String hostname) {
        return machines.get(id("node", hostname));
    }

    /** Bytes in use on a node by the tasks that are described there, as they begin. */
    long usedByTasks(String hostname) {
        return facts.stream().filter(fact -> fact instanceof Task task && task.nodeId().equals(id("node", hostname)))
                .mapToLong(fact -> behaviours.get(((Task) fact).serviceId()).memory().startBytes()).sum();
    }

    /** So much is in use on the node in all, from the begin. */
    void fill(String hostname, long bytes) {
        machines.computeIfPresent(id("node", hostname), (same, machine) -> new Machine(
                machine.host(), machine.totalBytes(), Math.max(0, bytes - usedByTasks(hostname))));
    }

    void behaves(String service, Behaviour behaviour) {
        behaviours.put(id("service", service), behaviour);
    }

    Set<String> nodeIds() {
        return machines.keySet();
    }

    Behaviour behaviourOf(String service) {
        return behaviours.get(id("service", service));
    }

    /** What a service, or a later entry of the story, says of tasks; the rest stays as it was. */
    Behaviour behaviour(Section section, Behaviour before) {
        MemoryProfile memory = before.memory();
        long level = section.get("memory").flatMap(Amounts::size).orElse(memory.startBytes());
        long growth = section.get("grows").flatMap(Amounts::size).orElse(
                section.get("memory").isPresent() ? 0L : memory.bytesPerMinute());
        long ceiling = section.get("up_to").flatMap(Amounts::size).orElse(growth == 0 ? level : Long.MAX_VALUE);
        Behaviour behaviour = before.memory(MemoryProfile.growing(level, growth, ceiling));
        Optional<Value> failing = section.get("fails_on");
        if (failing.isPresent()) {
            behaviour = behaviour.failingOn(nodeIds(failing.get()));
        }
        Optional<Value> refused = section.get("refused_on");
        return refused.isEmpty() ? behaviour : refusing(behaviour, nodeIds(refused.get()));
    }

    private Behaviour refusing(Behaviour behaviour, Set<String> nodeIds) {
        Set<String> others = new HashSet<>(nodeIds());
        others.removeAll(nodeIds);
        return behaviour.images(others, Duration.ZERO).refusingPullOn(nodeIds);
    }

    private static Optional<String> known(Value value, Set<String> names, String what) {
        return value.text().flatMap(name -> names.contains(name) ? Optional.of(name) : value.unexpected(what,
                Spelling.nearest(name, List.copyOf(names)).map(nearest -> "Maybe you meant " + nearest + ".")
                        .orElse("Maybe one of " + String.join(", ", names) + " is meant.")));
    }

    private void node(Section.Entry entry) {
        Optional<Section> section = entry.value().isNull() ? Optional.empty() : entry.value().section();
        String id = id("node", entry.name());
        boolean manager = section.flatMap(node -> node.get("role"))
                .flatMap(role -> choice(role, List.of("manager", "worker"))).orElse("worker").equals("manager");
        boolean leads = manager && facts.stream().noneMatch(fact -> fact instanceof Node node
                && node.leadership() == Leadership.LEADER);
        String availability = section.flatMap(node -> node.get("availability"))
                .flatMap(value -> choice(value, List.of("active", "pause", "drain"))).orElse("active");
        long memory = section.flatMap(node -> node.get("memory")).flatMap(Amounts::size).orElse(16 * GIB);
        long base = section.flatMap(node -> node.get("base")).flatMap(Amounts::size).orElse(GIB);
        hostnames.add(entry.name());
        machines.put(id, new Machine(id, memory, base));
        facts.add(new Node(id, entry.name(), manager ? NodeRole.MANAGER : NodeRole.WORKER,
                Availability.valueOf(availability.toUpperCase(Locale.ROOT)), NodeStatus.READY, "",
                "10.0.0." + hostnames.size(),
                leads ? Leadership.LEADER : manager ? Leadership.REACHABLE : Leadership.NONE,
                new Platform("linux", "x86_64"), new Resources(8_000_000_000L, memory, Map.of()), "28.5.2", Map.of(), Set.of()));
        section.flatMap(node -> node.get("labels")).ifPresent(
                labels -> labels(labels, (key, value) -> facts.add(new NodeLabel(id, key, value))));
    }

    private void service(Section.Entry entry) {
        services.add(entry.name());
        Optional<Section> section = entry.value().isNull() ? Optional.empty() : entry.value().section();
        if (section.isEmpty()) {
            add(entry.name(), ServiceMode.REPLICATED, 1, ServiceTraits.NONE);
        } else {
            service(entry, section.get());
        }
    }

    private void service(Section.Entry entry, Section section) {
        String id = id("service", entry.name());
        boolean global = section.flag("global").orElse(false);
        boolean job = section.flag("job").orElse(false);
        add(entry.name(), global ? ServiceMode.GLOBAL : job ? ServiceMode.REPLICATED_JOB : ServiceMode.REPLICATED,
                global ? 0 : section.number("replicas"), new ServiceTraits(section));
        behaviours.put(id, behaviour(section, Behaviour.DEFAULT).starting(
                section.get("starts_in").flatMap(Amounts::span).orElse(Duration.ofSeconds(2)),
                section.get("stops_in").flatMap(Amounts::span).orElse(Duration.ofSeconds(1))));
        section.get("start_period").flatMap(Amounts::span).ifPresent(
                period -> facts.add(new HealthCheck(id, period, Duration.ofSeconds(30), 3)));
        section.get("volume").flatMap(Value::text).ifPresent(volume -> facts.add(
                new Mount(id, MountType.VOLUME, volume, "/data", false, "", false)));
        section.get("constraints").flatMap(Value::list).ifPresent(list -> list.forEach(one -> constraint(id, one)));
        section.get("labels").ifPresent(
                labels -> labels(labels, (key, value) -> {
                    facts.add(new ServiceLabel(id, key, value));
                    if (key.equals(OwnService.LABEL) && value.equals(OwnService.OWNER)) {
                        facts.add(new DeployedService(id, entry.name()));
                    }
                }));
        section.get("on").ifPresent(nodes -> tasks(id, global, nodes));
    }

    private void add(String name, ServiceMode mode, int replicas, ServiceTraits traits) {
        String id = id("service", name);
        String stack = name.contains("_") ? name.substring(0, name.indexOf('_')) : "";
        behaviours.put(id, Behaviour.DEFAULT);
        facts.add(new Service(id, name, stack, mode, replicas, 0, "registry.example/" + name + ":1", traits.update(),
                traits.order(), traits.grace(), RestartCondition.ANY, Duration.ofSeconds(5), traits.attempts(),
                traits.reserves(), traits.hostPorts(), List.of(), Set.of(), id));
        facts.addAll(traits.binds(id));
    }

    private void tasks(String serviceId, boolean global, Value nodes) {
        int slot = 0;
        for (Value value : nodes.list().orElse(List.of())) {
            Optional<String> hostname = hostname(value);
            slot++;
            if (hostname.isPresent()) {
                String name = serviceId + slot;
                facts.add(new Task(id("task", name), serviceId, global ? 0 : slot, id("node", hostname.get()),
                        TaskState.RUNNING, TaskState.RUNNING, start.minusSeconds(3600), start.minusSeconds(3590), ""));
            }
        }
    }

    private void constraint(String serviceId, Value value) {
        value.text().ifPresent(text -> {
            Matcher matcher = CONSTRAINT.matcher(text);
            if (matcher.matches()) {
                facts.add(new PlacementConstraint(serviceId, matcher.group(1), matcher.group(2).equals("==")
                        ? ConstraintOperator.EQUAL : ConstraintOperator.NOT_EQUAL, matcher.group(3)));
            } else {
                value.unexpected("a constraint", "Maybe write node.labels.db==true.");
            }
        });
    }

    private Set<String> nodeIds(Value nodes) {
        Set<String> ids = new HashSet<>();
        nodes.list().orElse(List.of()).forEach(node -> hostname(node).ifPresent(name -> ids.add(id("node", name))));
        return ids;
    }

    private static void labels(Value labels, BiConsumer<String, String> label) {
        for (Value value : labels.list().orElse(List.of())) {
            value.text().ifPresent(text -> {
                int equals = text.indexOf('=');
                label.accept(equals < 0 ? text : text.substring(0, equals), equals < 0 ? "true" : text.substring(equals + 1));
            });
        }
    }

    static Optional<String> choice(Value value, List<String> choices) {
        List<String> all = new ArrayList<>(choices);
        return value.text().flatMap(text -> all.contains(text) ? Optional.of(text)
                : value.unexpected("one of " + String.join(", ", all), Spelling.nearest(text, all)
                        .map(nearest -> "Maybe you meant " + nearest + ".").orElse("Maybe write " + all.get(0) + ".")));
    }

    /** Shaped as Swarm's ids are. */
    static String id(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + " " + name).getBytes(StandardCharsets.UTF_8)).toString()
                .replace("-", "").substring(0, 25);
    }
}
