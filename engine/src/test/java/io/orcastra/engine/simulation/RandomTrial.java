package io.orcastra.engine.simulation;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.simulation.Trial.EngineEnd;
import io.orcastra.engine.simulation.Trial.TrialNode;
import io.orcastra.engine.simulation.Trial.TrialService;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.ConstraintOperator;
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
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.KeptApart;
import io.orcastra.facts.policy.LabelPruning;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.facts.policy.StartLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Makes a story of a seed: a cluster, a configuration, and what befalls them. */
final class RandomTrial {
    private static final long GIB = 1L << 30;
    private static final long FIRST_SLOW = 30_000;
    /** From here on most stories have tiers and preferred nodes, and services of several replicas there. */
    private static final long FIRST_PREFERRING = 40_000;

    private final long seed;
    private final Random random;
    /** For what came later into these stories, so that the seeds from before tell what they told. */
    private final Random later;
    private final List<TrialNode> nodes = new ArrayList<>();
    private final List<TrialService> services = new ArrayList<>();
    private int managers;

    private RandomTrial(long seed) {
        this.seed = seed;
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        later = new Random(~seed * 0x9E3779B97F4A7C15L);
    }

    static Trial of(long seed) {
        return new RandomTrial(seed).make();
    }

    private Trial make() {
        managers = chance(0.5) ? 1 : 3;
        for (int i = 1; i <= managers; i++) {
            nodes.add(node("m" + i, NodeRole.MANAGER, i == 1 ? Leadership.LEADER : Leadership.REACHABLE));
        }
        int workers = between(2, 6);
        for (int i = 1; i <= workers; i++) {
            nodes.add(node("w" + i, NodeRole.WORKER, Leadership.NONE));
        }
        int count = between(2, 8);
        for (int i = 1; i <= count; i++) {
            services.add(service("app_s" + i));
        }
        chain(count);
        shareHosts();
        Duration troubled = Duration.ofMinutes(between(5, 40));
        EngineSettings settings = new EngineSettings(Duration.ofSeconds(between(20, 60)), Duration.ofSeconds(60),
                Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(between(10, 60)),
                new Budgets(between(1, 5), between(1, 3), between(4, 30)), chance(0.05));
        int instances = managers == 3 && chance(0.4) ? 2 : 1;
        Set<Object> policy = policy();
        if (policy.stream().anyMatch(Rebalancing.class::isInstance)) {
            wishes(policy);
            startSlowly();
        }
        return new Trial(seed, nodes, services, policy, faults(troubled), ends(troubled, instances), settings, troubled,
                Duration.ofMinutes(45), instances);
    }

    private TrialNode node(String name, NodeRole role, Leadership leadership) {
        boolean drained = role == NodeRole.MANAGER && chance(0.5);
        long memory = between(2, 8) * 2 * GIB;
        Node node = new Node(name + "-id", name, role, drained ? Availability.DRAIN : Availability.ACTIVE,
                NodeStatus.READY, "", "10.0.0." + (nodes.size() + 1), leadership, new Platform("linux", "x86_64"),
                new Resources(between(2, 8) * 1_000_000_000L, memory, Map.of()), "20.10.24", Map.of(), Set.of());
        Set<Object> facts = new HashSet<>(Set.of(node));
        if (chance(0.5)) {
            facts.add(new NodeLabel(node.id(), "zone", "z" + between(1, 2)));
        }
        return new TrialNode(name, facts, new Machine(node.id(), memory, memory / between(5, 20)));
    }

    private TrialService service(String name) {
        String id = name + "-id";
        boolean global = chance(0.1);
        Service service = new Service(id, name, "app", global ? ServiceMode.GLOBAL : ServiceMode.REPLICATED,
                global ? 0 : chance(0.6) ? 1 : between(2, 4), chance(0.1) ? 1 : 0, name + ":1@sha256:abc",
                UpdateState.NONE, chance(0.25) ? UpdateOrder.START_FIRST : UpdateOrder.STOP_FIRST,
                Duration.ofSeconds(one(5, 10, 10, 30, 90)),
                chance(0.85) ? RestartCondition.ANY : one(RestartCondition.ON_FAILURE, RestartCondition.NONE),
                Duration.ofSeconds(one(1, 5, 5, 10)), chance(0.15) ? between(1, 4) : 0,
                chance(0.3) ? new Resources(0, between(1, 8) * GIB / 4, Map.of()) : Resources.NONE,
                chance(0.1) ? Set.of("80/tcp") : Set.of(), List.of(), Set.of(), "f");
        Set<Object> facts = new HashSet<>();
        if (chance(0.15)) {
            facts.add(new Mount(id, MountType.VOLUME, "data", "/data", chance(0.2), "", chance(0.3)));
        }
        if (chance(0.1)) {
            facts.add(new ServiceLabel(id, "orchestration.movable", "true"));
        }
        if (chance(0.1)) {
            facts.add(new ServiceLabel(id, "orchestration.single.writer", "true"));
        }
        if (chance(0.2)) {
            facts.add(chance(0.5) ? new PlacementConstraint(id, "node.role", ConstraintOperator.EQUAL, "worker")
                    : new PlacementConstraint(id, "node.labels.zone", ConstraintOperator.NOT_EQUAL, "z1"));
        }
        if (chance(0.1)) {
            facts.add(new SpreadPreference(id, "node.labels.zone", 0));
        }
        return new TrialService(service, facts, Set.of(), behaviour());
    }

    private Behaviour behaviour() {
        Behaviour behaviour = Behaviour.DEFAULT.memory(memory())
                .starting(Duration.ofMillis(between(200, 8000)), Duration.ofMillis(between(50, 15_000)));
        if (chance(0.15)) {
            behaviour = behaviour.images(somewhere(), Duration.ofSeconds(between(1, 60)));
        }
        if (chance(0.06)) {
            behaviour = behaviour.images(somewhere(), Duration.ofSeconds(2)).refusingPullOn(somewhere());
        }
        if (chance(0.08)) {
            behaviour = behaviour.failingOn(somewhere());
        }
        return chance(0.05) ? behaviour.livingFor(Duration.ofSeconds(between(3, 900))) : behaviour;
    }

    private MemoryProfile memory() {
        long level = between(1, 12) * GIB / 8;
        if (chance(0.1)) {
            return MemoryProfile.growing(level, between(1, 40) * GIB / 1000, between(2, 6) * GIB);
        }
        return chance(0.1) ? MemoryProfile.steady(level).spiking(GIB, Duration.ofMinutes(between(2, 9)),
                Duration.ofSeconds(between(10, 90))) : MemoryProfile.steady(level);
    }

    /** Anchors and those that follow them, in a way that has no circle. */
    private void chain(int count) {
        for (int anchors = between(0, 2); anchors > 0; anchors--) {
            int anchor = random.nextInt(count);
            String name = services.get(anchor).name();
            boolean restart = chance(0.5);
            List<Duration> intervals = List.of(Duration.ofSeconds(between(10, 60)), Duration.ofMinutes(between(1, 5)));
            Set<Object> policy = new HashSet<>(services.get(anchor).policy());
            if (policy.stream().anyMatch(fact -> fact instanceof Anchor)) {
                continue;
            }
            policy.add(new Anchor("anchor-" + anchor, name, restart, intervals));
            give(anchor, policy);
            for (int i = anchor + 1; i < count; i++) {
                if (chance(0.5)) {
                    Set<Object> own = new HashSet<>(services.get(i).policy());
                    own.add(new Dependency(name, services.get(i).name(), restart, intervals, Duration.ofMinutes(10)));
                    give(i, own);
                }
            }
        }
    }

    private void give(int index, Set<Object> policy) {
        TrialService old = services.get(index);
        services.set(index, new TrialService(old.service(), old.facts(), policy, old.behaviour()));
    }

    private Set<Object> policy() {
        Set<Object> policy = new HashSet<>();
        if (chance(0.2)) {
            policy.add(new InventoryLabel(any(nodes).name(), "disk", "ssd"));
        }
        if (chance(0.15)) {
            policy.add(new LabelPruning());
        }
        if (chance(0.5)) {
            policy.add(new Rebalancing(Duration.ofSeconds(between(60, 900)), Duration.ofSeconds(between(20, 120)),
                    Duration.ofSeconds(between(5, 60)), Duration.ofSeconds(between(30, 180)), between(2, 5),
                    between(0, 8), chance(0.7)));
            int threshold = between(70, 90);
            policy.add(new MemoryPolicy(threshold, threshold - between(1, 10), Duration.ofSeconds(between(30, 300)), 95,
                    between(85, 94), Duration.ofSeconds(between(5, 30)), between(0, 2) * GIB / 2, between(0, 2) * GIB / 2));
            if (chance(0.5)) {
                policy.add(new SpreadRepair());
            }
            policy.add(new StartLimit(Duration.ofSeconds(60)));
        }
        return policy;
    }

    /** Two workers are virtual machines of one host. */
    private void shareHosts() {
        for (int i = managers + 1; i < nodes.size(); i += 2) {
            if (later.nextDouble() < 0.15) {
                Machine metal = new Machine("metal-" + i, nodes.get(i).machine().totalBytes() + nodes.get(i - 1).machine().totalBytes(),
                        nodes.get(i).machine().baseBytes());
                for (int vm = i - 1; vm <= i; vm++) {
                    nodes.set(vm, new TrialNode(nodes.get(vm).name(), nodes.get(vm).facts(), metal));
                }
            }
        }
    }

    /** What owners and the operator want beside: tiers, preferred nodes, services kept apart, services left alone. */
    private void wishes(Set<Object> policy) {
        double often = seed >= FIRST_PREFERRING ? 0.8 : 0.3;
        if (later.nextDouble() < often) {
            policy.add(new NodeTiers("tier"));
            nodes.replaceAll(node -> later.nextDouble() < 0.7 ? with(node,
                    new NodeLabel(node.name() + "-id", "tier", later.nextBoolean() ? "small" : "large")) : node);
            label(0.4, service -> new ServiceLabel(service, "orchestration.tier", later.nextBoolean() ? "small" : "large"));
        }
        if (later.nextDouble() < often) {
            label(0.3, service -> new ServiceLabel(service, "orchestration.preferred.node",
                    nodes.get(later.nextInt(nodes.size())).name()));
        }
        if (later.nextDouble() < 0.3) {
            label(0.2, service -> new ServiceLabel(service, "orchestration.rebalance", "false"));
        }
        if (later.nextDouble() < 0.3) {
            services.stream().filter(service -> later.nextDouble() < 0.4)
                    .forEach(service -> policy.add(new KeptApart(service.name(), "group")));
        }
    }

    /** As databases and big Java programs do; from that seed on, for those before tell what they told. */
    private void startSlowly() {
        if (seed >= FIRST_SLOW && later.nextDouble() < 0.5) {
            services.replaceAll(old -> later.nextDouble() >= 0.4 ? old : new TrialService(old.service(), old.facts(), old.policy(),
                    old.behaviour().starting(Duration.ofSeconds(40 + later.nextInt(400)), old.behaviour().stop())));
        }
    }

    private void label(double share, Function<String, ServiceLabel> label) {
        services.replaceAll(old -> {
            if (later.nextDouble() >= share) {
                return old;
            }
            Set<Object> facts = new HashSet<>(old.facts());
            facts.add(label.apply(old.service().id()));
            return new TrialService(old.service(), facts, old.policy(), old.behaviour());
        });
    }

    private static TrialNode with(TrialNode node, NodeLabel label) {
        Set<Object> facts = new HashSet<>(node.facts());
        facts.add(label);
        return new TrialNode(node.name(), facts, node.machine());
    }

    private List<TimedFault> faults(Duration troubled) {
        List<TimedFault> faults = new ArrayList<>();
        for (int i = between(0, 7); i > 0; i--) {
            Duration at = Duration.ofMillis((long) (random.nextDouble() * troubled.toMillis()));
            faults.addAll(fault(at));
        }
        return faults.stream().sorted(Comparator.comparing(TimedFault::after)).toList();
    }

    private List<TimedFault> fault(Duration at) {
        String node = nodes.get(between(1, nodes.size() - 1)).name();
        String service = any(services).name();
        Duration back = at.plusSeconds(between(3, 600));
        return switch (random.nextInt(11)) {
            case 0, 1 -> goesAndComes(at, back, new Fault.NodeLost(node), new Fault.NodeBack(node));
            case 2 -> goesAndComes(at, back, new Fault.NodeCutOff(node), new Fault.NodeBack(node));
            case 3, 4 -> List.of(new TimedFault(at, new Fault.Crash(service)));
            case 5 -> List.of(new TimedFault(at, new Fault.LeaderChange()));
            case 6 -> List.of(new TimedFault(at, new Fault.Silence(Duration.ofSeconds(between(1, 90)))));
            case 7 -> List.of(new TimedFault(at, new Fault.OwnerUpdates(service, chance(0.5))));
            case 8 -> List.of(new TimedFault(at, new Fault.OwnerRollsBack(service)));
            case 9 -> chance(0.5) ? goesAndComes(at, back, new Fault.Drained(node), new Fault.Activated(node))
                    : List.of(new TimedFault(at, new Fault.OwnerScales(service, between(1, 4))));
            default -> List.of(new TimedFault(at, new Fault.Exports(node, one(ExporterState.HONEST, ExporterState.HANGING,
                    ExporterState.GARBAGE, ExporterState.STALE, ExporterState.LYING))));
        };
    }

    private List<TimedFault> goesAndComes(Duration at, Duration back, Fault goes, Fault comes) {
        return chance(0.75) ? List.of(new TimedFault(at, goes), new TimedFault(back, comes))
                : List.of(new TimedFault(at, goes));
    }

    private List<EngineEnd> ends(Duration troubled, int instances) {
        List<EngineEnd> ends = new ArrayList<>();
        while (chance(0.2) && ends.size() < 3) {
            ends.add(new EngineEnd(Duration.ofMillis((long) (random.nextDouble() * troubled.toMillis())),
                    random.nextInt(instances), chance(0.3)));
        }
        return ends;
    }

    private Set<String> somewhere() {
        Set<String> some = new HashSet<>();
        nodes.forEach(node -> {
            if (chance(0.4)) {
                some.add(node.name() + "-id");
            }
        });
        return some;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @SafeVarargs
    private <T> T one(T... all) {
        return all[random.nextInt(all.length)];
    }
}
