package io.orcastra.engine.plan;

import io.orcastra.engine.placement.ClusterView;
import io.orcastra.engine.placement.MemoryView;
import io.orcastra.engine.placement.Placement;
import io.orcastra.engine.placement.Room;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.CreateService;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.MachineAction;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.RestartContainer;
import io.orcastra.facts.decision.RestartService;
import io.orcastra.facts.decision.SetNodeLabel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tries actions on paper, one after the other, with SwarmKit's own filters. */
final class Preflight {
    private final ClusterView cluster;
    private final MemoryView memory;
    private final Placement placement;
    private final ImageCheck images;
    private final List<NodeLabel> labels = new ArrayList<>();
    /** With the labels of the plan; made when it is asked for. */
    private ClusterView labelled;
    private Room room;

    Preflight(Situation situation) {
        this(situation.cluster(), situation.weighing().memory(), Promised.room(situation));
    }

    private Preflight(ClusterView cluster, MemoryView memory, Room room) {
        this.cluster = cluster;
        this.memory = memory;
        this.placement = new Placement(cluster);
        this.images = new ImageCheck(cluster);
        this.room = room;
    }

    /** What was found possible is going to be done: it occupies its room for those that follow. */
    void occupy(Verdict verdict, Action action) {
        room = verdict.room();
        if (action instanceof SetNodeLabel label) {
            labels.add(new NodeLabel(label.nodeId(), label.key(), label.value()));
            labelled = null;
        }
    }

    Verdict of(Proposal proposal) {
        if (proposal.action() instanceof MoveService move) {
            return known(proposal).orElseGet(() -> moveOrWait(proposal, move));
        }
        if (proposal.action() instanceof Relocate) {
            throw new IllegalArgumentException("the target of " + proposal + " was not chosen yet");
        }
        if (proposal.action() instanceof RestartService restart) {
            return known(proposal).orElseGet(() -> restart(proposal, restart));
        }
        if (proposal.action() instanceof RestartContainer restart) {
            return cluster.node(restart.nodeId()) == null ? vanished(proposal) : Verdict.possible(Map.of(), 0, room);
        }
        if (proposal.action() instanceof CollectGarbage collect) {
            return cluster.node(collect.nodeId()) == null ? vanished(proposal) : Verdict.possible(Map.of(), 0, room);
        }
        if (proposal.action() instanceof FetchMod fetch) {
            return cluster.node(fetch.nodeId()) == null ? vanished(proposal) : Verdict.possible(Map.of(), 0, room);
        }
        if (proposal.action() instanceof MachineAction || proposal.action() instanceof CreateService) {
            return Verdict.possible(Map.of(), 0, room);
        }
        boolean there = cluster.service(proposal.subject()) != null || cluster.node(proposal.subject()) != null;
        return there ? Verdict.possible(Map.of(), cluster.placedTasks(proposal.subject()).size(), room) : vanished(proposal);
    }

    Room room() {
        return room;
    }

    /** Whether the move is possible when that room is taken; no label of the plan is waited for. */
    Verdict within(Proposal proposal, MoveService move, Room taken) {
        return move(proposal, move, taken);
    }

    /** A refusal that needs no look at the nodes. */
    Optional<Verdict> known(Proposal proposal) {
        Service service = cluster.service(proposal.subject());
        if (service == null) {
            return Optional.of(vanished(proposal));
        }
        return cluster.mounts(service.id()).stream().filter(mount -> mount.type() == MountType.CLUSTER).findFirst()
                .map(mount -> Verdict.refused(PlannerRule.UNKNOWN_PLACEMENT.veto(proposal, service.name()
                        + " mounts the cluster volume " + mount.source() + ", whose nodes are not known to us")));
    }

    private static Verdict vanished(Proposal proposal) {
        return Verdict.refused(PlannerRule.VANISHED.veto(proposal, proposal.subject() + " is not there any more"));
    }

    private Verdict moveOrWait(Proposal proposal, MoveService move) {
        Verdict now = move(proposal, move, room);
        if (now.veto() == null || labels.isEmpty()) {
            return now;
        }
        labelled = labelled == null ? cluster.with(labels) : labelled;
        boolean possibleThen = new Preflight(labelled, memory, room).move(proposal, move, room).veto() == null;
        return possibleThen ? Verdict.waiting(PlannerRule.LABEL_FIRST.veto(
                proposal, "its new node gets the label it needs first")) : now;
    }

    private Verdict move(Proposal proposal, MoveService move, Room taken) {
        Service service = cluster.service(move.serviceId());
        List<Node> home = nodes(move.home());
        List<Task> displaced = displaced(move);
        if (displaced.isEmpty()) {
            return Verdict.refused(PlannerRule.NOTHING_TO_MOVE.veto(
                    proposal, "all tasks of " + service.name() + " are in home already"));
        }
        Room afterwards = taken.copy();
        Map<String, String> targets = new TreeMap<>();
        for (Task task : displaced) {
            Optional<Node> target = placement.expectedNode(service, home, afterwards);
            if (target.isEmpty()) {
                return Verdict.refused(PlannerRule.NO_ROOM_TO_MOVE.veto(proposal, "no node of home can take "
                        + name(service, task) + ": " + placement.explanation(service, home, afterwards)));
            }
            afterwards.add(service, target.get().id());
            targets.put(task.id(), target.get().id());
        }
        return lackForOthers(service, home, afterwards)
                .map(lack -> PlannerRule.NO_ROOM_TO_MOVE.veto(proposal, lack))
                .or(() -> lackOfImage(service, targets.values())
                        .map(lack -> PlannerRule.NO_JOBS_TO_PULL.veto(proposal, lack)))
                .map(Verdict::refused)
                .orElseGet(() -> Verdict.possible(targets, displaced.size(), afterwards));
    }

    /** Of a move of some tasks the largest: those the target must have room for, whichever of them Swarm takes. */
    private List<Task> displaced(MoveService move) {
        Stream<Task> displaced = cluster.placedTasks(move.serviceId()).stream()
                .filter(task -> !move.home().contains(task.nodeId()));
        return move.tasks() == 0 ? displaced.toList() : displaced
                .sorted(Comparator.<Task>comparingLong(task -> memory.task(task.id()).orElse(0)).reversed())
                .limit(move.tasks()).toList();
    }

    /** Replicas without a node yet belong in home as much as those that are moved there. */
    private Optional<String> lackForOthers(Service service, List<Node> home, Room moved) {
        int others = service.mode() == ServiceMode.REPLICATED
                ? service.replicas() - cluster.placedTasks(service.id()).size() : 0;
        if (others == 0) {
            return Optional.empty();
        }
        Room all = moved.copy();
        for (int i = 0; i < others; i++) {
            Optional<Node> target = placement.expectedNode(service, home, all);
            if (target.isEmpty()) {
                return Optional.of("no node of home can take all " + service.replicas() + " replicas of "
                        + service.name() + ": " + placement.explanation(service, home, all));
            }
            all.add(service, target.get().id());
        }
        return Optional.empty();
    }

    private Optional<String> lackOfImage(Service service, Collection<String> nodeIds) {
        return nodeIds.stream().sorted().flatMap(id -> images.obstacle(service, id)
                .map(lack -> cluster.hostname(id) + " " + lack).stream()).findFirst();
    }

    private Verdict restart(Proposal proposal, RestartService restart) {
        Service service = cluster.service(restart.serviceId());
        List<Task> placed = cluster.placedTasks(service.id());
        Map<String, String> targets = new TreeMap<>();
        for (Task task : placed) {
            if (!restart.nodes().contains(task.nodeId())) {
                continue;
            }
            Optional<String> obstacle = inPlace(service, task);
            if (obstacle.isPresent()) {
                return Verdict.refused(PlannerRule.NO_ROOM_TO_RESTART.veto(
                        proposal, name(service, task) + " could not start again: " + obstacle.get()));
            }
            targets.put(task.id(), task.nodeId());
        }
        if (targets.isEmpty()) {
            List<Node> allowed = restart.nodes().isEmpty() ? cluster.nodes() : nodes(restart.nodes());
            Room without = without(placed, service);
            if (placement.expectedNode(service, allowed, without).isEmpty()) {
                return Verdict.refused(PlannerRule.NO_ROOM_TO_RESTART.veto(proposal, "no node can take "
                        + service.name() + ": " + placement.explanation(service, allowed, without)));
            }
        }
        boolean fresh = targets.isEmpty() && service.mode() == ServiceMode.REPLICATED;
        return Verdict.possible(targets, fresh ? service.replicas() : Math.max(targets.size(), placed.size()), room);
    }

    /** With start-first the old task is still there when the new one needs its room. */
    private Optional<String> inPlace(Service service, Task task) {
        Node node = cluster.node(task.nodeId());
        if (node == null) {
            return Optional.of("its node " + task.nodeId() + " is not there any more");
        }
        Room meanwhile = room.copy();
        if (service.updateOrder() == UpdateOrder.STOP_FIRST) {
            meanwhile.remove(service, task.nodeId());
        }
        return placement.obstacles(service, node, meanwhile).isEmpty()
                ? Optional.empty() : Optional.of(placement.explanation(service, List.of(node), meanwhile));
    }

    private List<Node> nodes(Set<String> ids) {
        return ids.stream().sorted().map(cluster::node).filter(Objects::nonNull).toList();
    }

    private Room without(List<Task> placed, Service service) {
        Room without = room.copy();
        placed.forEach(task -> without.remove(service, task.nodeId()));
        return without;
    }

    private static String name(Service service, Task task) {
        return task.slot() > 0 ? service.name() + "." + task.slot() : service.name();
    }
}
