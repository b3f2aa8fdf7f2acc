package io.orcastra.rules;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.condition.Burden;
import io.orcastra.facts.condition.NotRunning;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.EvacuationRequest;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.KnownPin;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.NoLease;
import io.orcastra.facts.control.Paused;
import io.orcastra.facts.control.PreviousSpecDropped;
import io.orcastra.facts.control.RecentFailure;
import io.orcastra.facts.control.RefusedPull;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.control.Resting;
import io.orcastra.facts.control.StaleObservation;
import io.orcastra.facts.control.Unsettled;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.CyclicDependency;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.KeptApart;
import io.orcastra.facts.policy.LabelPruning;
import io.orcastra.facts.policy.MovableService;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.facts.policy.ProtectedLabel;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.facts.policy.StartLimit;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A small swarm in which anything can change: facts by key, as a working memory holds them. Small on purpose: with few
 * names, changes meet.
 */
public final class RandomWorld {
    private static final Instant LATER = Instant.parse("2026-01-01T01:00:00Z");
    private static final List<String> NODES = List.of("n1", "n2", "n3");
    private static final List<String> SERVICES = List.of("db", "cache", "web", "agent");

    private final Random random;
    private final Random asking;
    private final Map<String, Object> facts = new LinkedHashMap<>();

    public RandomWorld(long seed) {
        random = new Random(seed);
        asking = new Random(~seed);
        Cluster shop = new Cluster().node("n1").node("n2").node("n3").anchor("db", "db").anchor("cache", "cache")
                .dependency("db", "web", true).dependency("db", "cache").dependency("cache", "agent");
        SERVICES.forEach(service -> shop.service(service).running(service, one(NODES)));
        shop.facts().forEach(fact -> facts.put(key(fact), fact));
        for (int change = 0; change < 60; change++) {
            change();
        }
    }

    /** The same keys as those of the changes below. */
    private static String key(Object fact) {
        if (fact instanceof Node node) {
            return "node " + node.hostname();
        } else if (fact instanceof Service service) {
            return "service " + service.name();
        } else if (fact instanceof Task task) {
            return "task " + task.serviceId() + task.slot();
        } else if (fact instanceof Anchor anchor) {
            return "anchor " + anchor.name();
        }
        var dependency = (Dependency) fact;
        return "dependency " + dependency.anchor() + dependency.dependent();
    }

    /** The facts by what they are about. */
    public Map<String, Object> facts() {
        return Map.copyOf(facts);
    }

    /** Puts in, replaces or takes out one fact. */
    public void change() {
        switch (random.nextInt(15)) {
            case 0 -> node();
            case 1, 2 -> service();
            case 3, 4, 5 -> task();
            case 6 -> endedTask();
            case 7 -> label();
            case 8 -> policy();
            case 9 -> servicePart();
            case 10 -> settings();
            case 11, 12 -> rebalancing();
            default -> control();
        }
        requests();
    }

    /** By a chance of their own: worlds that were looked at before stay the worlds they were. */
    private void requests() {
        switch (asking.nextInt(40)) {
            case 0 -> facts.put("asked", new MoveRequest("1", SERVICES.get(asking.nextInt(SERVICES.size())), Cluster.id("n2")));
            case 1 -> facts.put("emptied", new EvacuationRequest("2", Cluster.id("n" + (1 + asking.nextInt(3)))));
            case 2, 3, 4 -> facts.keySet().removeAll(List.of("asked", "emptied"));
            default -> { }
        }
    }

    private void node() {
        String name = one(NODES);
        NodeStatus status = random.nextInt(3) > 0 ? NodeStatus.READY : one(List.of(NodeStatus.values()));
        put("node " + name, first(new Cluster().node(name, status)), 0.05);
    }

    private void service() {
        String name = one(SERVICES);
        boolean global = random.nextInt(4) == 0;
        put("service " + name, first(new Cluster().service(name, words -> words
                .mode(global ? ServiceMode.GLOBAL : ServiceMode.REPLICATED)
                .replicas(random.nextInt(4) == 0 ? random.nextInt(3) : 1)
                .updateState(random.nextInt(4) == 0 ? one(List.of(UpdateState.values())) : UpdateState.NONE)
                .updateOrder(one(List.of(UpdateOrder.values()))).fingerprint("revision " + random.nextInt(3)))), 0.05);
    }

    private void task() {
        String service = one(SERVICES);
        int slot = random.nextInt(3);
        TaskState state = random.nextInt(3) > 0 ? TaskState.RUNNING : one(List.of(TaskState.values()));
        var task = new Task(service + "." + slot + "." + random.nextInt(4), Cluster.id(service), slot,
                Cluster.id(one(NODES)), TaskState.RUNNING, state, at(), LATER, "");
        put("task " + Cluster.id(service) + slot, task, 0.3);
    }

    private void endedTask() {
        String service = one(SERVICES);
        int slot = random.nextInt(3);
        var ended = new EndedTask("ended." + service + "." + slot, Cluster.id(service), slot, Cluster.id(one(NODES)),
                one(List.of(TaskState.FAILED, TaskState.COMPLETE, TaskState.SHUTDOWN)), "", at(), LATER);
        put("ended " + service + slot, ended, 0.3);
    }

    private void label() {
        String node = one(NODES);
        String key = one(List.of("db", "cache", "disk", "zone"));
        put("label " + node + key, first(new Cluster().label(node, key, one(List.of("true", "TRUE", "a")))), 0.3);
    }

    private void policy() {
        String dependent = one(List.of("cache", "web", "agent"));
        switch (random.nextInt(8)) {
            case 0 -> put("anchor db", first(new Cluster().anchor("db", "db")), 0.1);
            case 1 -> put("anchor cache", first(new Cluster().anchor("cache", "cache")), 0.2);
            case 2 -> put("dependency db" + dependent,
                    first(new Cluster().dependency("db", dependent, random.nextBoolean())), 0.2);
            case 3 -> put("dependency cache" + dependent, first(new Cluster().dependency("cache", dependent)), 0.5);
            case 4 -> put("inventory", new InventoryNode(one(NODES), ""), 0.2);
            case 5 -> put("inventory label", new InventoryLabel(one(NODES), one(List.of("disk", "db")), "a"), 0.3);
            case 6 -> put("pruning", random.nextBoolean() ? new LabelPruning() : new ProtectedLabel("z.*"), 0.5);
            default -> put("circle", new CyclicDependency(List.of("cache", dependent)), 0.8);
        }
    }

    private void servicePart() {
        String service = one(SERVICES);
        switch (random.nextInt(4)) {
            case 0 -> put("mount " + service, new Mount(Cluster.id(service), one(List.of(MountType.values())), "/srv", "/data",
                    random.nextBoolean(), "", random.nextBoolean()), 0.5);
            case 1 -> put("constraint " + service,
                    first(new Cluster().constraint(service, "node.labels." + one(List.of("db", "disk")), "true")), 0.4);
            case 2 -> put("movable " + service, new MovableService(service), 0.5);
            default -> put("label of " + service,
                    first(new Cluster().serviceLabel(service, "orchestration.movable", "true")), 0.5);
        }
    }

    private void control() {
        String service = Cluster.id(one(SERVICES));
        switch (random.nextInt(13)) {
            case 11 -> put("dropped " + service, new PreviousSpecDropped(service, "it is too large"), 0.5);
            case 8 -> put("pin " + service, new KnownPin(service, "node.labels.db==true"), 0.5);
            case 9 -> put("pull " + service, new RefusedPull(service, "registry.example/app:1@sha256:1", Cluster.id(one(NODES)),
                    "unauthorized", LATER), 0.5);
            case 10 -> put("stale", new StaleObservation("docker", null, "timed out"), 0.7);
            case 0 -> put("lease", new NoLease(random.nextBoolean() ? "" : "n2"), 0.7);
            case 1 -> put("unsettled", new Unsettled("leader changed", LATER), 0.7);
            case 2 -> put("paused", new Paused(random.nextBoolean() ? "" : "web", "test", LATER), 0.7);
            case 3 -> put("in flight " + service, new InFlight(service, "move"), 0.7);
            case 4 -> put("attempts " + service, new Attempts(service, "cause", 1), 0.3);
            case 5 -> put("elapsed " + service, new Elapsed("not running", new NotRunning(service)), 0.5);
            case 6 -> put("well " + service, new Elapsed("running well", service), 0.5);
            case 7 -> put("recent " + service,
                    new RecentFailure("ended." + one(SERVICES) + "." + random.nextInt(3), service), 0.3);
            default -> put("backoff " + service, random.nextBoolean() ? new Backoff(service, "failed revision 1", 1, LATER)
                    : new Cooldown(service, "failed revision 1", LATER), 0.4);
        }
    }

    private void settings() {
        String service = one(SERVICES);
        switch (random.nextInt(7)) {
            case 0 -> put("rebalancing", Rebalanced.CALM, 0.1);
            case 1 -> put("memory policy", Rebalanced.MEMORY, 0.1);
            case 2 -> put("spread", new SpreadRepair(), 0.2);
            case 3 -> put("tiers", new NodeTiers("zone"), 0.2);
            case 4 -> put("limit", new StartLimit(Duration.ofMinutes(1)), 0.2);
            case 5 -> put("apart " + service, new KeptApart(service, "group"), 0.3);
            default -> put("own " + service,
                    new ServiceRebalancing(service, Duration.ZERO, Duration.ofMinutes(1), 0, 0), 0.7);
        }
    }

    private void rebalancing() {
        String service = one(SERVICES);
        String node = one(NODES);
        String other = Cluster.id(one(NODES));
        switch (random.nextInt(10)) {
            case 0 -> put("memory " + node, first(new Cluster().memory(node, random.nextInt(100))), 0.2);
            case 1 -> put("unknown " + node, new MemoryUnknown(Cluster.id(node), "no answer"), 0.8);
            case 2 -> put("pressure " + node, new Elapsed("memory pressure", Cluster.id(node)), 0.4);
            case 3 -> put("short " + node, new Elapsed("memory runs out", Cluster.id(node)), 0.6);
            case 4 -> put("up " + node, Rebalanced.stable(node), 0.2);
            case 5 -> put("burden " + service,
                    new Elapsed("burdened", new Burden(Cluster.id(service), Cluster.id(node), Rebalanced.WINDOW)), 0.4);
            case 6 -> put("wanted " + service, first(new Cluster().serviceLabel(service, one(List.of(
                    "orchestration.preferred.node", "orchestration.tier", "orchestration.anti.affinity",
                    "orchestration.spread", "orchestration.rebalance")), one(List.of("n1", "a", "true", "false")))), 0.3);
            case 7 -> put("resting", new Resting(one(List.of("", other, Cluster.id(service))), LATER), 0.6);
            case 8 -> put("relocated " + service, new Relocated(Cluster.id(service), one(List.of("memory", "bring back 1")),
                    Set.of(Cluster.id(node)), Set.of(other), Cluster.EPOCH), 0.4);
            default -> put("failed " + service, random.nextBoolean() ? new FailedMove(Cluster.id(service), LATER)
                    : new Elapsed(random.nextBoolean() ? "starting" : "without node",
                            service + "." + random.nextInt(3) + "." + random.nextInt(4)), 0.4);
        }
    }

    private void put(String key, Object fact, double gone) {
        if (random.nextDouble() < gone) {
            facts.remove(key);
        } else {
            facts.put(key, fact);
        }
    }

    private Instant at() {
        return Cluster.EPOCH.plusSeconds(random.nextInt(20));
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Object first(Cluster cluster) {
        return cluster.facts().get(0);
    }

    /** The facts in another order. */
    List<Object> shuffled() {
        var all = new ArrayList<>(facts.values());
        Collections.shuffle(all, random);
        return all;
    }
}
