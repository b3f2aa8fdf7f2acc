package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.adapters.docker.write.JsonDifference;
import io.orcastra.adapters.docker.write.SpecEdit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One pinned update of one service, decided from one look at the swarm.
 *
 * @param service as it was looked at; if it is written before the pin, everything is decided again
 * @param places  where the pinned spec may differ from the service's
 * @param images  ids of the nodes that must have the image first
 * @param sources ids of the nodes the tasks to be replaced are on
 * @param seen    ids of all tasks there were
 */
record PinnedPlan(
        ServiceReading service, Goal goal, Set<String> places, Set<String> images, Set<String> sources,
        Set<String> seen) implements SpecEdit {

    PinnedPlan {
        places = Set.copyOf(places);
        images = Set.copyOf(images);
        sources = Set.copyOf(sources);
        seen = Set.copyOf(seen);
    }

    /**
     * Brings the tasks outside {@code home} into it.
     *
     * @param tasks   how many of them; 0 for all
     * @param planned by id of each task that was to go, the node it is expected on; empty when nobody chose
     */
    static PinnedPlan moving(SwarmView view, Set<String> home, int tasks, Map<String, String> planned) throws Refusal {
        ServiceReading service = view.writableService();
        if (service.spec().path("Mode").has("Global")) {
            throw Refusal.impossible("a global service has no task that could be anywhere else");
        }
        Set<TaskReading> displaced = view.wanted(task -> !task.nodeId().isEmpty() && !home.contains(task.nodeId()));
        if (displaced.isEmpty()) {
            throw Refusal.unneeded("every task is in its place already");
        }
        if (!planned.isEmpty()) {
            refuseUnplanned(view, displaced, tasks, planned.keySet());
        }
        int some = tasks < displaced.size() ? tasks : 0;
        if (some > 0) {
            refuseUnsure(view, displaced);
        }
        Set<String> ready = view.takingTasks(home);
        if (ready.isEmpty()) {
            throw Refusal.impossible("none of the nodes " + home.stream().map(view::hostname).sorted().toList()
                    + " is ready and active");
        }
        Set<String> sources = nodes(displaced);
        Set<String> others = view.activeOutside(home);
        others.addAll(sources);
        Pin pin = Pin.to(home, others).without(Constraints.of(service.spec()));
        if (pin.expressions().isEmpty()) {
            throw Refusal.impossible("its owner holds it to " + ready.stream().map(view::hostname).sorted().toList()
                    + " already, so a pin of ours would change nothing.\nMaybe Swarm is moving it by itself");
        }
        Goal goal = new Goal(new Pinning(service.spec(), pin, some), home, ids(displaced), Math.max(1, view.running()));
        return new PinnedPlan(service, goal, Pinning.PLACES, planned.isEmpty() ? ready : new HashSet<>(planned.values()),
                sources, view.taskIds());
    }

    /** Swarm replaces in any order what a pin does not suit, and a pin suits no task without a node. */
    private static void refuseUnsure(SwarmView view, Set<TaskReading> displaced) throws Refusal {
        Set<TaskReading> placed = view.wanted(task -> !task.nodeId().isEmpty());
        int replicas = view.writableService().replicas();
        if (placed.size() < replicas || placed.size() < view.wanted(task -> true).size()) {
            throw Refusal.impossible("only " + placed.size() + " of " + replicas + " replicas have a node, and Swarm might "
                    + "replace one that has none instead");
        }
        if (!view.runningIds().containsAll(ids(displaced))) {
            throw Refusal.impossible("not all of " + displaced.size() + " tasks to choose from run, and Swarm might replace "
                    + "one that does not instead");
        }
    }

    /** Whatever has come to be outside home since would be restarted unasked; of several on a node Swarm takes any. */
    private static void refuseUnplanned(SwarmView view, Set<TaskReading> displaced, int tasks, Set<String> planned)
            throws Refusal {
        Set<String> left = nodes(view.tasks().stream().filter(task -> planned.contains(task.id())).collect(Collectors.toSet()));
        Set<TaskReading> unplanned = displaced.stream()
                .filter(task -> tasks > 0 ? !left.contains(task.nodeId()) : !planned.contains(task.id()))
                .collect(Collectors.toSet());
        if (!unplanned.isEmpty()) {
            throw Refusal.unneeded("a task has come to " + nodes(unplanned).stream().map(view::hostname).sorted().toList()
                    + " meanwhile, which was not to be moved; what to do is decided anew");
        }
    }

    /**
     * Replaces every task where it is. The image is there already, or Swarm chooses the node.
     *
     * @param nodes where its tasks were when this was decided; empty when it may start anywhere
     */
    static PinnedPlan restarting(SwarmView view, Set<String> nodes) throws Refusal {
        ServiceReading service = view.writableService();
        Set<TaskReading> wanted = view.wanted(task -> true);
        Set<String> left = nodes(wanted);
        left.removeAll(nodes);
        if (!nodes.isEmpty() && !left.isEmpty()) {
            throw Refusal.unneeded("a task has come to " + left.stream().map(view::hostname).sorted().toList()
                    + " meanwhile; what to do is decided anew");
        }
        Pin pin = nodes.isEmpty() ? new Pin(List.of())
                : Pin.to(nodes, view.activeOutside(nodes)).without(Constraints.of(service.spec()));
        int running = service.spec().path("Mode").has("Global") ? wanted.size() : service.replicas();
        Goal goal = new Goal(Pinning.restarting(service.spec(), pin), nodes, ids(wanted), running);
        return new PinnedPlan(service, goal, Pinning.PLACES_OF_RESTART, Set.of(), nodes, view.taskIds());
    }

    /**
     * Brings tasks back to where they came from, after an action that failed; those it did not touch stay. Not while a node
     * is unknown: its tasks may run or not.
     *
     * @param view as it is now, the pin off
     * @return empty when no pin could bring that about, none is needed, or the service is no longer what this action left
     */
    Optional<PinnedPlan> returning(SwarmView view) {
        Set<String> ready = view.takingTasks(sources);
        if (view.service().filter(this::isAsLeft).isEmpty() || ready.isEmpty()
                || view.nodes().stream().anyMatch(NodeReading::isUnknown)) {
            return Optional.empty();
        }
        Set<String> home = nodes(view.wanted(task -> seen.contains(task.id()) && !goal.replaced().contains(task.id())));
        home.addAll(ready);
        Set<TaskReading> wanted = view.wanted(task -> true);
        if (wanted.size() >= view.service().get().replicas() && home.containsAll(placesOf(wanted))) {
            return Optional.empty();
        }
        JsonNode spec = view.service().get().spec();
        Pin pin = Pin.to(home, view.activeOutside(home)).without(Constraints.of(spec));
        Goal back = new Goal(Pinning.moving(spec, pin), home, Set.of(), goal.wanted());
        return pin.expressions().isEmpty() ? Optional.empty()
                : Optional.of(new PinnedPlan(view.service().get(), back, Pinning.PLACES, Set.of(), ready, seen));
    }

    /** Whether tasks leave every node they are on, so that one that fails has somewhere to go back to. */
    boolean isMove() {
        return !goal.home().isEmpty() && sources.stream().noneMatch(goal.home()::contains);
    }

    /** Whoever wrote another version since decides where its tasks are. */
    private boolean isAsLeft(ServiceReading now) {
        return JsonDifference.same(now.spec(), service.spec()) || JsonDifference.same(now.spec(), goal.pinning().unpinned());
    }

    /** The write that puts the pin on: only onto the very spec this was decided from. */
    @Override
    public Decision decide(JsonNode object) {
        ObjectNode pinned = goal.pinning().pinned();
        if (JsonDifference.same(object.path("Spec"), pinned)) {
            return new Leave("the pin is on already");
        }
        return JsonDifference.same(object.path("Spec"), service.spec())
                ? new Change(pinned, places)
                : new Refuse("somebody else changed the service meanwhile");
    }

    /**
     * For the whole update: task after task stops, starts and is waited for.
     *
     * @param startAllowance for the start of each
     */
    Duration limit(Duration startAllowance) {
        return limitOfEach(startAllowance).multipliedBy(Math.max(1, goal.restarts()));
    }

    /** For one task, from when the one before it ran. */
    Duration limitOfEach(Duration startAllowance) {
        return service.stopGrace().plus(startAllowance).plus(service.updateDelay());
    }

    private static Set<String> ids(Set<TaskReading> tasks) {
        return tasks.stream().map(TaskReading::id).collect(Collectors.toSet());
    }

    /** A task without a node is at no place that is known. */
    private static Set<String> placesOf(Set<TaskReading> tasks) {
        return tasks.stream().map(TaskReading::nodeId).collect(Collectors.toSet());
    }

    private static Set<String> nodes(Set<TaskReading> tasks) {
        return tasks.stream().map(TaskReading::nodeId).filter(Predicate.not(String::isEmpty))
                .collect(Collectors.toSet());
    }
}
