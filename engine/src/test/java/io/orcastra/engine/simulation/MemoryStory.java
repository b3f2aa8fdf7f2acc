package io.orcastra.engine.simulation;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Move;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster with measured memory, rebalanced by the engine with its real rules; moves and events are written down, and a
 * broken budget is a {@link Violation}.
 */
final class MemoryStory {
    static final long GIB = 1L << 30;
    static final MemoryPolicy MEMORY = new MemoryPolicy(85, 80, Duration.ofMinutes(2), 95, 88, Duration.ofSeconds(10),
            GIB / 4, GIB / 4);
    static final Rebalancing REBALANCING = new Rebalancing(Duration.ofMinutes(10), Duration.ofMinutes(1),
            Duration.ofSeconds(30), Duration.ofMinutes(1), 5, 3, true);

    private final Cluster cluster = new Cluster();
    private final Map<String, Machine> machines = new HashMap<>();
    private final Map<String, Behaviour> behaviours = new HashMap<>();
    private final Set<Object> policy = new HashSet<>();
    private final List<String> moves = new ArrayList<>();
    private final List<String> predicted = new ArrayList<>();
    private final Map<String, Set<String>> told = new TreeMap<>();
    private final List<String> events = new ArrayList<>();
    private final Deque<Consumer<SimulatedSwarm>> happenings = new ArrayDeque<>();
    private final Map<String, Long> filled = new HashMap<>();
    private MemoryPolicy memory = MEMORY;
    private Rebalancing rebalancing = REBALANCING;
    private SwarmTimes times = SwarmTimes.DEFAULT;
    private Budgets budgets = Budgets.DEFAULT;
    private Duration poll = Duration.ofSeconds(30);
    private Duration lease = Duration.ofSeconds(20);
    private SimulatedSwarm swarm;
    private BudgetWatch spent;
    private SimulatedLoop loop;
    private DecisionRecord last;
    private int restarts;

    /** A worker whose machine has 16 GiB, one of them in use by nobody's task. */
    MemoryStory node(String name) {
        cluster.node(name);
        machines.put(Cluster.id(name), new Machine(Cluster.id(name), 16 * GIB, GIB));
        return this;
    }

    /** A service with a task on each of these nodes. */
    MemoryStory service(String name, MemoryProfile memory, String... nodes) {
        cluster.service(name, service -> service.replicas(nodes.length));
        for (String node : nodes) {
            cluster.running(name, node);
        }
        behaviours.put(Cluster.id(name), Behaviour.DEFAULT.memory(memory));
        return this;
    }

    MemoryStory service(String name, double gib, String... nodes) {
        return service(name, MemoryProfile.steady((long) (gib * GIB)), nodes);
    }

    /** The same, which reserves so much memory on each node; none runs where no node is named. */
    MemoryStory reserving(String name, int gib, String... nodes) {
        cluster.service(name, service -> service.replicas(nodes.length).reservations(new Resources(0, gib * GIB, Map.of())));
        for (String node : nodes) {
            cluster.running(name, node);
        }
        return this;
    }

    /** What happens between the decision to move something and the first write for it, once. */
    MemoryStory asItMoves(Consumer<SimulatedSwarm> happening) {
        happenings.add(happening);
        return this;
    }

    /** Before the story begins; {@link #behave} is for later. */
    MemoryStory behaving(String service, UnaryOperator<Behaviour> change) {
        behaviours.compute(Cluster.id(service), (id, before) -> change.apply(before));
        return this;
    }

    void behave(String service, UnaryOperator<Behaviour> change) {
        behaving(service, change);
        swarm.behave(service, behaviours.get(Cluster.id(service)));
    }

    MemoryStory with(Object... facts) {
        cluster.with(facts);
        return this;
    }

    MemoryStory policy(Object... facts) {
        policy.addAll(List.of(facts));
        return this;
    }

    /** Another policy than {@link #MEMORY}, and so long between two rounds of samples, three of which make one old. */
    MemoryStory memory(MemoryPolicy other, Duration scrape) {
        SwarmTimes usual = SwarmTimes.DEFAULT;
        memory = other;
        times = new SwarmTimes(usual.heartbeat(), usual.rejoin(), usual.cleanUp(), usual.orphans(), usual.blind(),
                usual.unknownMost(), usual.assign(), scrape, scrape.multipliedBy(3));
        return this;
    }

    /** Other rests than those of {@link #REBALANCING}. */
    MemoryStory rebalancing(Rebalancing other) {
        rebalancing = other;
        return this;
    }

    /** Each service, its nodes and the swarm rest so long after a move. */
    MemoryStory resting(Duration rest) {
        return rebalancing(new Rebalancing(rest, rest, rest, REBALANCING.stableAfter(), 5, 3, true));
    }

    /** So long between two looks and two rounds of samples, for stories of a day. */
    MemoryStory looking(Duration every) {
        poll = every;
        lease = every.multipliedBy(2);
        return memory(memory, every);
    }

    MemoryStory budgets(Budgets other) {
        budgets = other;
        return this;
    }

    MemoryStory begin(RuleBook rules, long seed) {
        policy.add(memory);
        policy.add(rebalancing);
        Set<Object> facts = new HashSet<>(cluster.facts());
        facts.add(SimulatedLoopTest.manager("m1"));
        swarm = new SimulatedSwarm(new Scenario(VirtualClock.START, facts, machines, behaviours, List.of(),
                times), seed);
        swarm.listen(event -> events.add(time() + " " + event.kind() + " " + event.words()));
        spent = new BudgetWatch(budgets, swarm.clock());
        loop = new SimulatedLoop(swarm, "m1", "one", rules, settings(), policy, new Watching());
        return this;
    }

    private EngineSettings settings() {
        return new EngineSettings(poll, Duration.ofSeconds(60), lease,
                lease.plusSeconds(10), Duration.ofSeconds(30), budgets, false);
    }

    SimulatedSwarm swarm() {
        return swarm;
    }

    SimulatedLoop loop() {
        return loop;
    }

    void pass(Duration time) {
        loop.advance(time);
    }

    /** How many tasks actions replaced, as they counted them. */
    int restarts() {
        return restarts;
    }

    /** Names of the services whose moves, or slow starts, have taught how long they take. */
    Set<String> learned() {
        Stream<String> slow = last.facts().stream().filter(StartPatience.class::isInstance).map(fact -> ((StartPatience) fact).serviceId());
        return Stream.concat(slow, last.background().moveSeconds().keySet().stream()).map(id -> id.replace("-id", ""))
                .collect(Collectors.toSet());
    }

    /** What was found in the last cycle: rules and texts. */
    List<String> findings() {
        return last.findings().stream().map(finding -> finding.rule() + " " + finding.message()).toList();
    }

    /** Names of the services that were moved, once for each move. */
    List<String> moves() {
        return moves;
    }

    /** Of each of these moves the nodes its tasks were expected to go to. */
    List<String> predicted() {
        return predicted;
    }

    /** By service, why it was not moved: rules and reasons since this was last asked, each once. */
    Map<String, Set<String>> told() {
        Map<String, Set<String>> since = new TreeMap<>(told);
        told.clear();
        return since;
    }

    /** Everything that happened, a line each, and why nothing more did. */
    String story() {
        List<String> all = new ArrayList<>(events);
        if (last != null) {
            refusals(last).forEach(refusal -> all.add("not " + refusal.proposal().action() + ": " + refusal.vetoes().stream()
                            .map(veto -> veto.rule() + " " + veto.reason()).toList()));
        }
        return String.join("\n", all);
    }

    private static Stream<Refusal> refusals(DecisionRecord record) {
        return Stream.concat(record.plan().deferred().stream(), record.plan().vetoed().stream());
    }

    double usedPercent(String node) {
        return swarm.census().nodes().get(node).usedPercent();
    }

    /** So much of the node's memory is in use until tasks come or go; for the first time before any has. */
    void usedPercent(String node, int percent) {
        long used = swarm.census().nodes().get(node).used();
        long wanted = percent * 16 * GIB / 100;
        filled.putIfAbsent(node, used);
        swarm.fill(node, filled.merge(node, wanted - used, Long::sum));
    }

    List<String> nodesOf(String service) {
        return swarm.census().services().get(service).nodes();
    }

    private static String name(Proposal proposal) {
        return proposal.subject().replace("-id", "");
    }

    private String time() {
        return Duration.between(VirtualClock.START, swarm.clock().instant()).toString().substring(2);
    }

    private final class Watching implements EngineListener {
        @Override
        public void cycleCompleted(DecisionRecord record) {
            last = record;
            spent.decided(record);
            record.plan().execute().stream().filter(planned -> planned.proposal().action() instanceof Move)
                    .map(planned -> String.join(" ", new TreeSet<>(planned.targets().values())))
                    .forEach(nodes -> predicted.add(nodes.replace("-id", "")));
            refusals(record).forEach(refusal -> refusal.vetoes().forEach(veto -> told.computeIfAbsent(
                    name(refusal.proposal()), none -> new TreeSet<>()).add(veto.rule() + " " + veto.reason())));
        }

        @Override
        public void actionStarted(PlannedAction planned) {
            Proposal proposal = planned.proposal();
            events.add(time() + " BEGIN " + proposal);
            spent.began(proposal);
            if (proposal.action() instanceof Move) {
                moves.add(name(proposal));
                Optional.ofNullable(happenings.poll()).ifPresent(happening -> happening.accept(swarm));
            }
        }

        @Override
        public void actionFinished(Outcome outcome) {
            events.add(time() + " END " + outcome.result() + " " + outcome.message());
            spent.ended(outcome);
            restarts += outcome.restarts();
        }
    }
}
