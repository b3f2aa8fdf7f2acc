package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.TargetVeto;
import io.orcastra.facts.decision.Veto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where a wish could be granted to, and why not elsewhere. */
final class Targets {
    private static final double UNKNOWN_LAST = 101;
    private static final int SHOWN = 6;

    private final Situation situation;
    private final ClusterView cluster;
    private final List<Node> byName;
    private final Placement placement;
    private final Preflight preflight;
    private final MemoryCheck memory;
    private final ImageCheck images;
    /** By wish and node the first veto of several, one that always holds before others. */
    private final Map<Proposal, Map<String, TargetVeto>> forbidden = new HashMap<>();

    Targets(Situation situation, Preflight preflight) {
        this.situation = situation;
        this.preflight = preflight;
        cluster = situation.cluster();
        byName = cluster.nodes().stream().sorted(Comparator.comparing(Node::hostname).thenComparing(Node::id)).toList();
        placement = new Placement(cluster);
        memory = new MemoryCheck(situation);
        images = new ImageCheck(cluster);
        situation.weighing().targetVetoes().stream()
                .sorted(Comparator.comparing(TargetVeto::yields).thenComparing(TargetVeto::rule).thenComparing(TargetVeto::reason))
                .forEach(veto -> forbidden.computeIfAbsent(veto.proposal(), none -> new HashMap<>())
                        .putIfAbsent(veto.nodeId(), veto));
    }

    /** The best first, no more than so many; where a move of it has failed only if there is nothing else. */
    List<Option> options(Wish wish, Room room, Loads loads, int limit) {
        List<Option> options = new ArrayList<>();
        PriorityQueue<Ranked> queue = queue(wish, room, loads);
        while (options.size() < limit && !queue.isEmpty()) {
            option(wish, queue.remove().node(), room, loads).ifPresent(options::add);
        }
        Set<String> failed = situation.weighing().failedNodes(wish.proposal());
        boolean fresh = options.stream().anyMatch(option -> !failed.contains(option.target().id()));
        options.removeIf(option -> fresh && failed.contains(option.target().id()));
        return options;
    }

    /** The wish granted to that node, if that is possible. */
    Optional<Option> option(Wish wish, Node node, Room room, Loads loads) {
        return Optional.ofNullable(attempt(wish, node, room, loads).option());
    }

    /** Why no node will do: "no node would be better off: worker-2 would be at 91 % (at most 80 %); worker-3 is down". */
    Refused refusal(Wish wish, Room room, Loads loads) {
        List<Node> candidates = byName.stream().filter(mayBe(wish)).toList();
        List<Node> gainless = candidates.stream().filter(node -> gainsTooLittle(wish, node, room, loads)).toList();
        boolean gainOnly = !gainless.isEmpty();
        List<Node> shown = gainOnly ? gainless : candidates;
        List<String> words = new ArrayList<>(shown.stream().limit(SHOWN)
                .map(node -> cluster.hostname(node.id()) + " " + attempt(wish, node, room, loads).words().get()).toList());
        if (shown.size() > SHOWN) {
            words.add(shown.size() - SHOWN + " more nodes likewise");
        }
        if (gainOnly) {
            return new Refused(PlannerRule.GAIN_TOO_SMALL, "it is not worth the restart: " + String.join("; ", words));
        }
        String nowhere = wish.relocate().among().isEmpty() ? "there is no other node" : "none of the nodes it may go to is another";
        return new Refused(PlannerRule.NO_BETTER_NODE,
                (wish.relocate().asked() ? "no node can take it: " : "no node would be better off: ")
                        + (words.isEmpty() ? nowhere : String.join("; ", words)));
    }

    /** The look at memory goes first, which few nodes of a thousand pass: what comes before it for the reader costs more. */
    private boolean gainsTooLittle(Wish wish, Node node, Room room, Loads loads) {
        return memory.objection(wish, node, loads).filter(one -> one.rule() == PlannerRule.GAIN_TOO_SMALL).isPresent()
                && refusedByNode(wish, node, room).isEmpty();
    }

    record Refused(PlannerRule rule, String reason) {
    }

    /** What decides among nodes, looked up once. */
    private record Ranked(Node node, boolean failed, double percent, int ofService, int tasks) {
    }

    /** The nodes it may go to as far as the wish says. */
    List<Node> candidates(Wish wish) {
        return cluster.nodes().stream().filter(mayBe(wish)).toList();
    }

    private static Predicate<Node> mayBe(Wish wish) {
        Set<String> among = wish.relocate().among();
        return node -> !node.id().equals(wish.source()) && (among.isEmpty() || among.contains(node.id()));
    }

    /** The nodes of which memory speaks for the wish, the best one at the head: a few are wanted, the rest is not sorted. */
    private PriorityQueue<Ranked> queue(Wish wish, Room room, Loads loads) {
        Comparator<Ranked> bestOff = Comparator.comparingDouble(Ranked::percent);
        Comparator<Ranked> fewest = Comparator.comparingInt(Ranked::ofService);
        Comparator<Ranked> order = wish.relocate().goal() == Goal.SPREAD
                ? fewest.thenComparing(bestOff) : bestOff.thenComparing(fewest);
        PriorityQueue<Ranked> queue = new PriorityQueue<>(Comparator.comparing(Ranked::failed).thenComparing(order)
                .thenComparingInt(Ranked::tasks).thenComparing(ranked -> ranked.node().id()));
        Set<String> failed = situation.weighing().failedNodes(wish.proposal());
        for (Node node : candidates(wish)) {
            if (memory.objection(wish, node, loads).isEmpty()) {
                queue.add(new Ranked(node, failed.contains(node.id()),
                        loads.knows(node.id()) ? loads.percentWith(node.id(), wish.most()) : UNKNOWN_LAST,
                        room.tasks(node.id(), wish.service().id()), room.tasks(node.id())));
            }
        }
        return queue;
    }

    /** The wish tried on one node. */
    Attempt attempt(Wish wish, Node node, Room room, Loads loads) {
        return objection(wish, node, room, loads).orElseGet(() -> granted(wish, node, room));
    }

    /** What speaks against the node itself: Swarm's filters first, for what it says to the rest is of no interest then. */
    Optional<Attempt> objection(Wish wish, Node node, Room room, Loads loads) {
        return refusedByNode(wish, node, room)
                .or(() -> memory.objection(wish, node, loads))
                .or(() -> spread(wish, node, room))
                .or(() -> together(wish, node, room));
    }

    /** Replicas are not brought together, and spread only where that makes them sit less together. */
    private Optional<Attempt> spread(Wish wish, Node node, Room room) {
        int there = room.tasks(node.id(), wish.service().id());
        int most = switch (wish.relocate().goal()) {
            case SPREAD -> wish.candidates().size() - 2;
            case RELIEVE_MEMORY -> wish.candidates().size() - 1;
            default -> Integer.MAX_VALUE;
        };
        return there <= most ? Optional.empty() : Optional.of(Attempt.failed(
                node, PlannerRule.NO_BETTER_NODE, () -> "has " + there + " of its tasks already"));
    }

    private Optional<Attempt> refusedByNode(Wish wish, Node node, Room room) {
        if (!placement.takes(wish.service(), node, room)) {
            List<String> obstacles = placement.obstacles(wish.service(), node, room);
            return Optional.of(Attempt.failed(node, PlannerRule.NO_BETTER_NODE, () -> String.join(" and ", obstacles)));
        }
        TargetVeto forbidden = forbidden(wish).get(node.id());
        if (forbidden != null && !wish.overrides(forbidden)) {
            return Optional.of(Attempt.failed(node, PlannerRule.NO_BETTER_NODE,
                    () -> "is no target, for " + forbidden.reason() + " (" + forbidden.rule() + ")"));
        }
        if (situation.weighing().pullRefused(wish.service(), node.id())) {
            return Optional.of(Attempt.failed(node, PlannerRule.NO_BETTER_NODE,
                    () -> "could not get its image a short while ago"));
        }
        return Optional.empty();
    }

    /** Rules see what runs on the node and the service itself; what a plan sends there and what follows is seen here. */
    private Optional<Attempt> together(Wish wish, Node node, Room room) {
        if (wish.relocate().mends()) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(wish.service().id()), wish.following().stream().map(Task::serviceId))
                .flatMap(member -> situation.weighing().apart().from(member).stream()).sorted()
                .filter(other -> room.tasks(node.id(), other) > 0).findFirst()
                .map(other -> Attempt.failed(node, PlannerRule.NO_BETTER_NODE, () -> "is where "
                        + cluster.service(other).name() + " runs or goes, from which is kept apart what would come"));
    }

    private Map<String, TargetVeto> forbidden(Wish wish) {
        return forbidden.isEmpty() ? Map.of() : forbidden.getOrDefault(wish.proposal(), Map.of());
    }

    private Attempt granted(Wish wish, Node node, Room room) {
        MoveService move = move(wish, node);
        Proposal realised = new Proposal(wish.proposal().rule(), move, wish.proposal().cause(), wish.proposal().reason());
        Verdict verdict = preflight.within(realised, move, room);
        if (verdict.veto() != null) {
            return Attempt.failed(node, PlannerRule.NO_BETTER_NODE, lack(wish, node, room.copy(), verdict.veto()));
        }
        Optional<String> other = otherChoice(wish, node, verdict.targets().values());
        if (other.isPresent()) {
            return Attempt.failed(node, PlannerRule.NO_BETTER_NODE,
                    () -> "would not be Swarm's choice, which is " + cluster.hostname(other.get()));
        }
        return Oscillation.of(wish, realised, verdict.targets(), situation, node.id())
                .map(veto -> Attempt.failed(node, PlannerRule.OSCILLATION, () -> "is no target: " + veto.reason()))
                .orElseGet(() -> withFollowers(wish, node, move, verdict));
    }

    /** The preflight speaks of all nodes of home by name; here the sentence has begun with the name of this one. */
    Supplier<String> lack(Wish wish, Node node, Room room, Veto veto) {
        return () -> veto.rule().equals(PlannerRule.NO_ROOM_TO_MOVE.id()) ? full(wish.service(), node, room.copy())
                : images.obstacle(wish.service(), node.id()).orElse("could not take it: " + veto.reason());
    }

    private String full(Service service, Node node, Room room) {
        int more = 0;
        for (; placement.takes(service, node, room) && more < service.replicas(); more++) {
            room.add(service, node.id());
        }
        return "could take only " + more + " more " + (more == 1 ? "task" : "tasks") + " of " + service.name() + ": then it "
                + String.join(" and ", placement.obstacles(service, node, room));
    }

    /** The node of Swarm's choice that speaks against this one. */
    private Optional<String> otherChoice(Wish wish, Node node, Collection<String> chosen) {
        boolean taken = chosen.contains(node.id());
        return chosen.stream().sorted().filter(id -> !id.equals(node.id()) && !(taken && mayTakeToo(wish, id))).findFirst();
    }

    /** Of several that leave a node because one is stuck there, not all need to go to the same node. */
    private boolean mayTakeToo(Wish wish, String nodeId) {
        Set<String> among = wish.relocate().among();
        return wish.relocate().goal() == Goal.UNSTICK && (among.isEmpty() || among.contains(nodeId))
                && !forbidden(wish).containsKey(nodeId) && !situation.weighing().pullRefused(wish.service(), nodeId);
    }

    /** Services that follow find room there too, once their anchor's label is on the node. */
    Attempt withFollowers(Wish wish, Node node, MoveService move, Verdict verdict) {
        List<Task> following = following(wish, node, move);
        if (following.isEmpty()) {
            return Attempt.possible(new Option(wish, node, move, verdict));
        }
        Placement then = new Placement(cluster.with(labels(wish, node)));
        Room room = verdict.room().copy();
        for (Task task : following) {
            Service follower = cluster.service(task.serviceId());
            List<String> obstacles = then.obstacles(follower, node, room);
            if (!obstacles.isEmpty()) {
                return Attempt.failed(node, PlannerRule.NO_BETTER_NODE, () -> String.join(" and ", obstacles)
                        + ", for " + follower.name() + " that follows");
            }
            room.add(follower, node.id());
        }
        Verdict all = Verdict.possible(verdict.targets(), verdict.restarts(), room);
        return Attempt.possible(new Option(wish, node, move, all));
    }

    /** To bring an anchor back is of use only if everything that follows it has room there, wherever that is now. */
    private List<Task> following(Wish wish, Node node, MoveService move) {
        if (wish.relocate().goal() != Goal.BRING_BACK || move.home().size() > 1) {
            return wish.following();
        }
        return situation.weighing().followers().of(wish.service().id()).stream()
                .flatMap(id -> cluster.placedTasks(id).stream()).filter(task -> !task.nodeId().equals(node.id())).toList();
    }

    private List<NodeLabel> labels(Wish wish, Node node) {
        List<String> moving = new ArrayList<>(wish.following().stream().map(Task::serviceId).toList());
        moving.add(wish.service().id());
        return moving.stream().flatMap(id -> situation.weighing().followers().labels(id).stream()).distinct()
                .map(label -> new NodeLabel(node.id(), label, "true")).toList();
    }

    /** Tasks on other nodes stay where they are, unless the operator named the node for all. */
    private MoveService move(Wish wish, Node node) {
        if (wish.relocate().named()) {
            return new MoveService(wish.service().id(), Set.of(node.id()));
        }
        Set<String> home = new HashSet<>(Set.of(node.id()));
        for (Task task : cluster.placedTasks(wish.service().id())) {
            if (!task.nodeId().equals(wish.source())) {
                home.add(task.nodeId());
            }
        }
        return new MoveService(wish.service().id(), home, wish.isPartial() ? wish.count() : 0);
    }
}
