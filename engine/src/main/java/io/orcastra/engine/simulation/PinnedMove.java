package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.TaskState;
import io.orcastra.facts.cluster.UpdateOrder;
import io.orcastra.facts.cluster.UpdateState;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.RestartService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one action does to a service: the pin, the version that bears it, and when it is where it should be.
 *
 * @param home    ids of nodes where tasks may stay or go; empty for a restart wherever Swarm likes
 * @param replace ids of the tasks to be replaced
 * @param count   how many of them
 * @param seen    by id of all tasks there were, the place of each
 * @param running how many must run in the end
 */
record PinnedMove(
        ServiceState service, Spec own, Spec pinned, Set<String> pins, Set<String> home, Set<String> replace, int count,
        Map<String, String> seen, int running) {

    /** Null when nothing is to be moved. */
    static PinnedMove moving(World world, ServiceState service, MoveService move) {
        List<TaskRun> wanted = world.wanted(service);
        Set<String> displaced = ids(wanted.stream()
                .filter(task -> !task.nodeId.isEmpty() && !move.home().contains(task.nodeId)).toList());
        int count = move.tasks() == 0 ? displaced.size() : Math.min(move.tasks(), displaced.size());
        UpdateRules rules = count == displaced.size()
                ? UpdateRules.PINNED : UpdateRules.PINNED.stoppingAfter(count);
        Set<String> sources = wanted.stream().map(task -> task.nodeId).collect(Collectors.toSet());
        Set<String> pins = pins(world, service, move.home(), sources);
        Spec pinned = service.spec.with(constraints(service, pins)).with(rules);
        int running = (int) wanted.stream().filter(task -> task.state == TaskState.RUNNING).count();
        return displaced.isEmpty() ? null : new PinnedMove(service, service.spec, pinned, pins, move.home(), displaced,
                count, places(wanted), Math.max(1, running));
    }

    static PinnedMove restarting(World world, ServiceState service, RestartService restart) {
        List<TaskRun> wanted = world.wanted(service);
        Set<String> pins = restart.nodes().isEmpty()
                ? Set.of() : pins(world, service, restart.nodes(), Set.of());
        Spec own = service.spec.withTasks(service.spec.taskVersion() + 1);
        Spec pinned = pins.isEmpty() ? own : own.with(constraints(service, pins)).with(UpdateRules.PINNED);
        int running = service.isGlobal() ? wanted.size() : service.spec.service().replicas();
        return new PinnedMove(service, own, pinned, pins, restart.nodes(), ids(wanted), wanted.size(), places(wanted), running);
    }

    /** Brings the tasks back to where they came from. */
    PinnedMove returning(World world, Set<String> sources) {
        Set<String> back = pins(world, service, sources, Set.of());
        Spec spec = service.spec.with(constraints(service, back)).with(UpdateRules.PINNED);
        return new PinnedMove(service, own, spec, back, sources, Set.of(), 0, seen, running);
    }

    /** Whether it would replace none but these, or, of a part, tasks of no other node. */
    boolean takesOnly(World world, Set<String> planned) {
        Set<String> left = world.wanted(service).stream().filter(task -> planned.contains(task.id))
                .map(task -> task.nodeId).collect(Collectors.toSet());
        return planned.isEmpty() || world.wanted(service).stream().filter(task -> replace.contains(task.id))
                .allMatch(task -> count < replace.size() ? left.contains(task.nodeId) : planned.contains(task.id));
    }

    /** Whether the pin has done its work: as many tasks are replaced as should be, and their successors have nodes. */
    boolean isChosen(World world) {
        List<TaskRun> wanted = world.wanted(service);
        boolean partial = count < replace.size() && service.spec.service().updateOrder() == UpdateOrder.STOP_FIRST;
        return partial && wanted.size() >= service.spec.service().replicas()
                && wanted.stream().filter(task -> replace.contains(task.id)).count() <= replace.size() - count
                && wanted.stream().noneMatch(task -> task.nodeId.isEmpty());
    }

    /** Whether tasks leave every node they are on, so that one that fails has somewhere to go back to. */
    boolean isMove(Set<String> sources) {
        return !home.isEmpty() && !replace.isEmpty() && !home.containsAll(sources);
    }

    /** Whether a task is where none was before, or lacks. */
    boolean isAstray(World world, Set<String> sources) {
        List<TaskRun> wanted = world.wanted(service);
        return wanted.size() < service.spec.service().replicas()
                || wanted.stream().anyMatch(task -> !sources.contains(task.nodeId));
    }

    boolean isReached(World world) {
        List<TaskRun> wanted = world.wanted(service);
        long left = wanted.stream().filter(task -> replace.contains(task.id)).count();
        boolean all = count == replace.size();
        long run = wanted.stream().filter(task -> runs(world, task)
                && (home.isEmpty() || !all || home.contains(task.nodeId))).count();
        boolean updated = service.updateState == UpdateState.COMPLETED || service.updateState == UpdateState.NONE;
        boolean watched = wanted.stream().filter(task -> !seen.containsKey(task.id))
                .allMatch(task -> !world.now().isBefore(task.since.plus(UpdateRules.PINNED.monitor())));
        return left <= replace.size() - count && run >= running && (all ? updated : watched);
    }

    /** Whether as many tasks run on nodes that are ready as there should. */
    boolean isRunning(World world) {
        return world.wanted(service).stream().filter(task -> runs(world, task)).count() >= running;
    }

    /**
     * Tasks that came since and follow another one: a replica that lacked before, and comes with any write, is none.
     *
     * @param come by id, the place of each
     */
    int restarts(Map<String, String> come) {
        return (int) come.entrySet().stream()
                .filter(one -> !seen.containsKey(one.getKey())
                        && (replace.isEmpty() || seen.containsValue(one.getValue()))).count();
    }

    /** The service without these pins, whoever wrote it meanwhile. */
    static Spec without(Spec spec, Collection<String> pins, UpdateRules own) {
        Spec freed = spec.with(spec.constraints().stream()
                .filter(constraint -> !pins.contains(constraint.expression())).toList());
        return freed.update().isOurs() ? freed.with(own) : freed;
    }

    private static boolean runs(World world, TaskRun task) {
        NodeState node = world.nodes.get(task.nodeId);
        return task.state == TaskState.RUNNING && node != null && node.takesTasks();
    }

    private static Set<String> pins(World world, ServiceState service, Set<String> home, Set<String> sources) {
        Set<String> pins = new TreeSet<>();
        Set<String> borne = service.spec.constraints().stream()
                .map(PlacementConstraint::expression).collect(Collectors.toSet());
        for (NodeState node : world.nodes.values()) {
            PlacementConstraint pin = pin(service, node.id);
            boolean matters = node.takesTasks() || sources.contains(node.id);
            if (matters && !home.contains(node.id) && !borne.contains(pin.expression())) {
                pins.add(pin.expression());
            }
        }
        return pins;
    }

    private static PlacementConstraint pin(ServiceState service, String nodeId) {
        return new PlacementConstraint(service.id, "node.id", ConstraintOperator.NOT_EQUAL, nodeId);
    }

    private static List<PlacementConstraint> constraints(ServiceState service, Set<String> pins) {
        List<PlacementConstraint> all = new ArrayList<>(service.spec.constraints());
        pins.forEach(pin -> all.add(pin(service, pin.substring("node.id!=".length()))));
        return all;
    }

    static Map<String, String> places(Collection<TaskRun> tasks) {
        return tasks.stream().collect(Collectors.toMap(task -> task.id, TaskRun::place));
    }

    private static Set<String> ids(Collection<TaskRun> tasks) {
        return tasks.stream().map(task -> task.id).collect(Collectors.toCollection(HashSet::new));
    }
}
