package io.orcastra.rules;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeRole;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.condition.Displaced;
import io.orcastra.facts.condition.NotRunning;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Command;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.control.DependentsPaused;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.FailedMove;
import io.orcastra.facts.control.HourSpent;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.LabelsWithdrawn;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.NodeLosses;
import io.orcastra.facts.control.Order;
import io.orcastra.facts.control.RecentFailure;
import io.orcastra.facts.control.Relocated;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.control.WindowClosed;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.facts.policy.ServiceAutomation;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.rules.plain.PlainPack;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** What a {@link RandomWorld} does not have: other kinds of services and settings, and facts that answer what was concluded. */
final class Rarities {
    private static final Instant LATER = Instant.parse("2026-01-01T01:00:00Z");
    /** About both limits, that of an emergency and that of others. */
    private static final List<Integer> FAILURES = List.of(2, 3, 5, 6);
    private static final List<String> SERVICES = List.of("db", "cache", "web", "agent");

    private final Random random;

    Rarities(long seed) {
        random = new Random(seed * 31);
    }

    /** The same ones for the same seed. */
    Set<Object> in(Map<String, Object> world) {
        Set<Object> facts = new LinkedHashSet<>();
        String idle = chance(2) ? Cluster.id(one(SERVICES)) : "";
        for (Object fact : new TreeMap<>(world).values()) {
            if (fact instanceof Task task && task.serviceId().equals(idle)) {
                continue;
            }
            if (fact instanceof Service service) {
                facts.add(chance(2) ? other(service) : service);
            } else if (fact instanceof Node node && chance(4)) {
                facts.add(manager(node));
            } else if (fact instanceof Rebalancing calm && chance(3)) {
                facts.add(new Rebalancing(calm.cooldown(), calm.nodeCooldown(), calm.globalCooldown(), calm.stableAfter(),
                        calm.priority(), calm.gainPercent(), true));
            } else {
                facts.add(fact);
            }
        }
        for (int more = 0; more < 5; more++) {
            add(facts, Cluster.id(one(SERVICES)), one(SERVICES));
        }
        answer(facts);
        return facts;
    }

    private Service other(Service one) {
        String name = chance(4) ? "shop_" + one.name() : one.name();
        return new Service(one.id(), name, name.equals(one.name()) ? "" : "shop",
                chance(4) ? one(List.of(ServiceMode.values())) : one.mode(), random.nextInt(5), 0, one.image(),
                one.updateState(), chance(2) ? UpdateOrder.START_FIRST : one.updateOrder(),
                Duration.ofSeconds(chance(4) ? 60 : 10), one.restartCondition(), one.restartDelay(), one.maxAttempts(),
                one.reservations(), chance(4) ? Set.of("80/tcp") : Set.of(), one.platforms(), one.plugins(),
                one.fingerprint());
    }

    private static Node manager(Node one) {
        return new Node(one.id(), one.hostname(), NodeRole.MANAGER, one.availability(), one.status(), one.message(),
                one.address(), one.leadership(), one.platform(), one.resources(), one.engineVersion(), one.engineLabels(),
                one.plugins());
    }

    private void add(Set<Object> facts, String id, String name) {
        String node = Cluster.id(one(List.of("n1", "n2", "n3")));
        switch (random.nextInt(17)) {
            case 0 -> facts.add(new ServiceLabel(id, "orchestration.rebalance", one(List.of("false", "off", "maybe"))));
            case 1 -> facts.add(new ServiceLabel(id, "orchestration.spread", one(List.of("yes", "no"))));
            case 2 -> facts.add(new ServiceLabel(id, "orchestration.single.writer", "true"));
            case 3 -> facts.add(new ServiceLabel(id, "orchestration.preferred.node", one(List.of(node, "n1", "n2"))));
            case 4 -> facts.add(new Mount(id, MountType.BIND, one(List.of("/srv", "/run/docker.sock")), "/more", false, "", false));
            case 5 -> facts.add(new InFlight(id, "MoveService"));
            case 6 -> facts.add(new ServiceAutomation(one(List.of(name, "shop_" + name)), AutomationLevel.ASK));
            case 7 -> facts.add(new RuleAutomation("ORC-COL-201", one(List.of(AutomationLevel.values()))));
            case 8 -> facts.add(one(List.of(new DependentsPaused(), new WindowClosed("night", LATER), new HourSpent(LATER))));
            case 9 -> facts.add(new Elapsed("memory runs out", node));
            case 10 -> facts.add(one(List.of(new InventoryNode("n9", ""), new InventoryLabel("n1", "disk", "b"))));
            case 11 -> facts.add(new ServiceRebalancing(name, Duration.ZERO, Duration.ofMinutes(2), 0, 0));
            case 12 -> facts.add(new PlacementConstraint(id, "node.labels." + one(List.of("db", "cache", "disk")),
                    ConstraintOperator.NOT_EQUAL, one(List.of("TRUE", "a", "b"))));
            case 13 -> facts.add(new Dependency(one(List.of("web", "cache", "db")), name, true, List.of(), Duration.ofMinutes(9)));
            case 14 -> facts.add(new LabelsWithdrawn());
            case 15 -> facts.add(new Order("4", Command.UPDATE_DEPENDENTS, one(List.of("", "db"))));
            default -> tasks(facts, id, node);
        }
    }

    private void tasks(Set<Object> facts, String service, String node) {
        for (int slot = 7; slot < 10; slot++) {
            TaskState state = chance(5) ? TaskState.PENDING : TaskState.RUNNING;
            String task = service + "." + slot;
            facts.add(new Task(task, service, slot, state == TaskState.PENDING ? "" : node, TaskState.RUNNING, state,
                    Cluster.EPOCH.plusSeconds(slot), LATER, "no node fits"));
            if (chance(3)) {
                facts.add(new Elapsed(chance(2) ? "starting" : "without node", task));
            }
        }
    }

    /** Times that are over, rests, and attempts that failed. */
    private void answer(Set<Object> facts) {
        for (Object fact : List.copyOf(facts)) {
            if (fact instanceof EndedTask ended && ended.state() == TaskState.FAILED) {
                facts.add(new RecentFailure(ended.id(), ended.serviceId()));
            }
        }
        List<Object> concluded = PlainPack.concluded(facts).values().stream().flatMap(Set::stream)
                .sorted(Comparator.comparing(Object::toString)).toList();
        for (Object one : concluded) {
            if (one instanceof Displaced displaced && chance(2)) {
                tear(facts, displaced);
            } else if (one instanceof NotRunning notRunning && chance(2)) {
                facts.add(new Elapsed("not running", notRunning));
            } else if (one instanceof Proposal wish && chance(4)) {
                facts.add(chance(2) ? new Cooldown(wish.subject(), wish.cause(), LATER)
                        : new Backoff(wish.subject(), wish.cause(), 2, LATER));
            }
        }
        concluded.stream().filter(one -> one instanceof Proposal wish && wish.action() instanceof Relocate && chance(3))
                .map(Proposal.class::cast).forEach(wish -> facts.add(new MoveFailures(
                        wish.subject(), wish.cause(), FAILURES.get(random.nextInt(FAILURES.size())), Cluster.id("n1"), Set.of(), "a task failed", Set.of())));
        if (chance(3)) {
            facts.add(new NodeLosses(Cluster.id("n" + (1 + random.nextInt(3))), 1 + random.nextInt(3)));
        }
        if (chance(3)) {
            facts.add(new StartPatience(Cluster.id(one(SERVICES)), Duration.ofMinutes(random.nextInt(4)), chance(3)));
        }
    }

    /** An anchor was relocated, and what follows it cannot follow. */
    private void tear(Set<Object> facts, Displaced displaced) {
        if (chance(2)) {
            facts.add(new Elapsed("displaced", displaced));
        } else {
            facts.add(new FailedMove(displaced.dependentId(), LATER));
            facts.add(new Attempts(displaced.dependentId(), "cause", 3));
        }
        for (String service : SERVICES) {
            facts.add(new ServiceLabel(Cluster.id(service), "orchestration.preferred.node", one(List.of("n1", "n2", "n3"))));
        }
        facts.add(new Relocated(Cluster.id(one(SERVICES)), "memory", Set.of(Cluster.id("n1")), displaced.home(), Cluster.EPOCH));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
