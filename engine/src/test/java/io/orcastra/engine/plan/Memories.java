package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.MemoryView;
import io.orcastra.facts.cluster.MemoryUnknown;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.condition.Follows;
import io.orcastra.facts.condition.KeepsApart;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A swarm with memory in words, a hundredth of each machine counted as one: {@code node("n1", 92)},
 * {@code running("api", "n1", 10)}.
 */
final class Memories {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final long HUNDREDTH = 1L << 30;
    private static final Instant MEASURED = NOW.minusSeconds(10);

    final Cluster cluster = new Cluster();
    private final List<Proposal> wishes = new ArrayList<>();
    private final List<Follows> follows = new ArrayList<>();
    private final List<KeepsApart> apart = new ArrayList<>();
    private final List<TargetVeto> forbidden = new ArrayList<>();
    private final Map<String, Double> seconds = new HashMap<>();
    private final List<PastAction> history = new ArrayList<>();
    private RelocationPolicy policy = RelocationPolicy.DEFAULT;
    private Budgets budgets = Budgets.DEFAULT;
    private Set<String> underWay = Set.of();

    Memories node(String name, int used) {
        return node(name, Cluster.id(name), used);
    }

    /** A virtual machine of a host. */
    Memories node(String name, String host, int used) {
        cluster.node(name).with(new NodeMemory(Cluster.id(name), host, 100 * HUNDREDTH, used * HUNDREDTH, MEASURED));
        return this;
    }

    /** Measured over so long a window. */
    Memories averaged(String name, int used, Duration window) {
        cluster.node(name).with(new NodeMemory(Cluster.id(name), Cluster.id(name), 100 * HUNDREDTH, used * HUNDREDTH,
                MEASURED.minus(window), MEASURED));
        return this;
    }

    Memories unknown(String name) {
        cluster.node(name).with(new MemoryUnknown(Cluster.id(name), "its exporter did not answer within 5 s"));
        return this;
    }

    Memories service(String name) {
        cluster.service(name);
        return this;
    }

    /** A task that uses so many hundredths. */
    Memories running(String service, String node, int used) {
        cluster.running(service, node);
        List<Object> facts = cluster.facts();
        Task task = (Task) facts.get(facts.size() - 1);
        cluster.with(new TaskMemory(task.id(), task.serviceId(), task.nodeId(), used * HUNDREDTH, MEASURED));
        return this;
    }

    /** A service of one task. */
    Memories alone(String service, String node, int used) {
        return service(service).running(service, node, used);
    }

    Memories anchor(String label, String service) {
        cluster.with(new Anchor(label, service, false, List.of(Duration.ofMinutes(1))));
        return this;
    }

    Memories follows(String dependent, String anchor) {
        follows.add(new Follows(Cluster.id(dependent), Cluster.id(anchor), "1"));
        return this;
    }

    Memories keptApart(String... services) {
        Stream.of(services).forEach(service -> apart.add(new KeepsApart(Cluster.id(service), "group")));
        return this;
    }

    Memories costs(String service, double away) {
        seconds.put(Cluster.id(service), away);
        return this;
    }

    Memories policy(RelocationPolicy other) {
        policy = other;
        return this;
    }

    Memories budgets(Budgets other) {
        budgets = other;
        return this;
    }

    Memories past(PastAction action) {
        history.add(action);
        return this;
    }

    Memories underWay(String service) {
        underWay = Set.of(Cluster.id(service));
        return this;
    }

    Memories relieve(String node, String... services) {
        Stream.of(services).forEach(service -> wish(Goal.RELIEVE_MEMORY, service, node, 0, 2));
        return this;
    }

    Memories wish(Goal goal, String service, String node, int tasks, int priority, String... among) {
        Set<String> ids = Stream.of(among).map(Cluster::id).collect(Collectors.toSet());
        wishes.add(new Proposal("ORC-TST-201",
                new Relocate(Cluster.id(service), Cluster.id(node), ids, tasks, goal, priority), "cause",
                node + " should be left"));
        return this;
    }

    Memories wish(Proposal wish) {
        wishes.add(wish);
        return this;
    }

    /** A rule forbids the node as a target of the last wish. */
    Memories forbid(String node, String reason) {
        return forbid(node, reason, TargetVeto.Holds.ALWAYS);
    }

    Memories forbid(String node, String reason, TargetVeto.Holds holds) {
        forbidden.add(new TargetVeto("ORC-TST-301", wishes.get(wishes.size() - 1), Cluster.id(node), reason, holds));
        return this;
    }

    Situation situation() {
        Weighing weighed = Weighing.of(cluster.facts(), follows, List.of(), MoveCosts.NONE);
        return new Situation(ClusterView.of(cluster.facts()), wishes, List.of(), underWay, List.of(), history, budgets, NOW,
                new Weighing(MemoryView.of(cluster.facts()), policy, Followers.of(cluster.facts(), follows), Apart.of(apart),
                        new MoveCosts(seconds),
                        weighed.failures(), weighed.refusedPulls(), Set.copyOf(forbidden), weighed.automation()));
    }

    Plan plan() {
        Situation situation = situation();
        Plan plan = new Planner().plan(situation);
        PlanVerifier.verify(situation, plan);
        return plan;
    }
}
