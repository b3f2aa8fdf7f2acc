package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.MemoryView;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.NodeStatus;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.RemoveNodeLabel;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.RestorePreviousSpec;
import io.orcastra.facts.decision.SetNodeLabel;
import io.orcastra.facts.decision.Veto;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A cluster with tight room and many wishes; the same for the same seed. */
final class RandomSituation {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final long GIB = 1L << 30;

    private final Random random;
    private final int nodes;
    private final int services;
    private final List<Object> facts;
    private final List<Proposal> proposals = new ArrayList<>();
    private final List<Veto> vetoes = new ArrayList<>();
    private final List<PastAction> history = new ArrayList<>();
    private final List<Follows> follows = new ArrayList<>();

    RandomSituation(long seed) {
        random = new Random(seed);
        nodes = 1 + random.nextInt(6);
        services = 1 + random.nextInt(12);
        facts = cluster();
        for (int i = random.nextInt(20); i > 0; i--) {
            Proposal proposal = new Proposal(
                    "ORC-TST-20" + random.nextInt(3), action(), "cause" + random.nextInt(3), "why");
            proposals.add(proposal);
            if (random.nextInt(5) == 0) {
                vetoes.add(new Veto("ORC-TST-301", proposal, "because"));
            }
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            Proposal again = proposals.isEmpty() || random.nextBoolean()
                    ? new Proposal("", new RestorePreviousSpec(service()), "cause" + random.nextInt(3), "")
                    : proposals.get(random.nextInt(proposals.size()));
            history.add(new PastAction(NOW.minus(Duration.ofMinutes(random.nextInt(90))), again.subject(), "MoveService",
                    again.cause(), Set.of(node()), Set.of(node()),
                    random.nextBoolean() ? PastAction.End.SUCCEEDED : PastAction.End.values()[random.nextInt(5)]));
        }
    }

    List<Object> facts() {
        return facts;
    }

    /** The same situation told in another order for each seed. */
    Situation told(long order) {
        Random shuffling = new Random(order);
        return new Situation(ClusterView.of(shuffled(facts, shuffling)), shuffled(proposals, shuffling),
                shuffled(vetoes, shuffling), Set.of("s0-id"), List.of("n0-id"), shuffled(history, shuffling),
                new Budgets(1 + services % 3, 1 + services % 2, 6), NOW, weighing(shuffling));
    }

    private Weighing weighing(Random shuffling) {
        RelocationPolicy policy = new RelocationPolicy(85, 80, services % 3 * GIB / 4, nodes % 2 * GIB / 2, Map.of(), 1, 4);
        return new Weighing(MemoryView.of(shuffled(facts, shuffling)), policy,
                Followers.of(shuffled(facts, shuffling), shuffled(follows, shuffling)), Apart.NONE,
                new MoveCosts(Map.of(Cluster.id("s1"), 90.0)), Set.of(), Set.of(), Set.of(), Automation.FULL);
    }

    Situation withoutWishes() {
        return new Situation(ClusterView.of(facts), List.of(), List.of(), Set.of(), List.of(), history, Budgets.DEFAULT, NOW);
    }

    private List<Object> cluster() {
        Cluster cluster = new Cluster();
        for (int i = 0; i < nodes; i++) {
            cluster.node("n" + i, random.nextInt(5) == 0 ? NodeStatus.DOWN : NodeStatus.READY);
            if (random.nextBoolean()) {
                cluster.label("n" + i, "ssd", "true");
            }
        }
        for (int i = 0; i < services; i++) {
            Resources needed = new Resources(random.nextInt(3) * 1_000_000_000L, random.nextInt(4) * GIB, Map.of());
            int max = random.nextInt(3);
            UpdateOrder order = random.nextBoolean() ? UpdateOrder.START_FIRST : UpdateOrder.STOP_FIRST;
            cluster.service("s" + i, words -> words.reservations(needed).maxReplicasPerNode(max).updateOrder(order));
            if (random.nextInt(4) == 0) {
                cluster.constraint("s" + i, "node.labels.ssd", "true");
            }
            for (int replicas = random.nextInt(4); replicas > 0; replicas--) {
                cluster.running("s" + i, "n" + random.nextInt(nodes));
            }
        }
        List<Object> all = new ArrayList<>(cluster.facts());
        memory(all);
        return all;
    }

    /** Most nodes and tasks are measured, some nodes share a machine, a service may follow another. */
    private void memory(List<Object> all) {
        for (int i = 0; i < nodes; i++) {
            String host = random.nextInt(4) == 0 ? "machine" : Cluster.id("n" + i);
            long used = host.equals("machine") ? 6 * GIB : (random.nextBoolean() ? 7 : 2 + random.nextInt(3)) * GIB;
            if (random.nextInt(6) > 0) {
                all.add(new NodeMemory(Cluster.id("n" + i), host, 8 * GIB, used, NOW.minusSeconds(10)));
            }
        }
        for (Object fact : List.copyOf(all)) {
            if (fact instanceof Task task && random.nextInt(8) > 0) {
                all.add(new TaskMemory(task.id(), task.serviceId(), task.nodeId(), random.nextInt(8) * GIB / 4, NOW));
            }
        }
        for (int i = 1; i < services; i++) {
            if (random.nextInt(5) == 0) {
                follows.add(new Follows(Cluster.id("s" + i), Cluster.id("s" + random.nextInt(i)), "1"));
            }
        }
    }

    private Action action() {
        return switch (random.nextInt(8)) {
            case 0 -> new SetNodeLabel(node(), "db", "true");
            case 1 -> new RemoveNodeLabel(node(), "db");
            case 2 -> new RestartService(service(), random.nextBoolean() ? Set.of() : Set.of(node()));
            case 3 -> new RestorePreviousSpec(service());
            case 4, 5, 6 -> relocation();
            default -> new MoveService(service(), home());
        };
    }

    /** Mostly of a task that is there. */
    private Relocate relocation() {
        List<Task> tasks = facts.stream().filter(Task.class::isInstance).map(Task.class::cast).toList();
        Task task = tasks.isEmpty() || random.nextInt(4) == 0 ? null : tasks.get(random.nextInt(tasks.size()));
        return new Relocate(task == null ? service() : task.serviceId(), task == null ? node() : task.nodeId(),
                random.nextInt(4) == 0 ? home() : Set.of(), random.nextInt(2),
                Goal.values()[random.nextInt(Goal.values().length)], 1 + random.nextInt(5));
    }

    private Set<String> home() {
        Set<String> home = new HashSet<>(Set.of(node()));
        while (random.nextInt(3) == 0) {
            home.add(node());
        }
        return home;
    }

    /** Now and then one that is not there. */
    private String node() {
        return Cluster.id("n" + random.nextInt(nodes + random.nextInt(2)));
    }

    private String service() {
        return Cluster.id("s" + random.nextInt(services + random.nextInt(2)));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
