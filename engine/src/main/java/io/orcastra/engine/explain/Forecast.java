package io.orcastra.engine.explain;

import io.orcastra.engine.plan.PlannedAction;
import java.time.Duration;
import java.util.List;

/**
 * The cluster a plan is expected to make, beside the one it was made for. A figure nobody knows is absent, never zero.
 *
 * @param nodes    every node of the swarm, in the order of their hostnames
 * @param moves    tasks whose place, that is their service and slot, is on another node afterwards, or on none
 * @param services those whose tasks the plan or its sequel replaces or leaves without a running task for a while
 * @param sequel   what later cycles do because of the plan's moves, such as those of services that follow an anchor
 * @param balance  of the nodes that take tasks
 * @param gone     what was not as the policies want it, and will be
 * @param left     what will still not be
 * @param come     what will be wrong only afterwards
 * @param takes    from the first action to the end of the last one, the sequel's included
 * @param caveats  what the forecast does not know or does not expect to go well; English, one sentence each
 */
public record Forecast(
        List<NodeForecast> nodes,
        List<TaskForecast> moves,
        List<ServiceForecast> services,
        List<PlannedAction> sequel,
        Balance balance,
        List<Violation> gone,
        List<Violation> left,
        List<Violation> come,
        Duration takes,
        List<String> caveats) {

    public Forecast {
        nodes = List.copyOf(nodes);
        moves = List.copyOf(moves);
        services = List.copyOf(services);
        sequel = List.copyOf(sequel);
        gone = List.copyOf(gone);
        left = List.copyOf(left);
        come = List.copyOf(come);
        caveats = List.copyOf(caveats);
    }

    /**
     * A node before and after.
     *
     * @param takesTasks  whether it is ready and active
     * @param tasksBefore tasks that run there
     * @param memory      of its machine; null when nothing is known of it
     */
    public record NodeForecast(
            String nodeId, boolean takesTasks, int tasksBefore, int tasksAfter, MemoryForecast memory) {
    }

    /**
     * A task whose place is on another node afterwards, or on none.
     *
     * @param taskId that of the task which runs now
     * @param to     id of the node its successor runs on; empty when none runs
     */
    public record TaskForecast(String taskId, String from, String to) {
    }

    /** Memory of the machine a node runs on; {@code host} as in {@link io.orcastra.facts.cluster.NodeMemory}. */
    public record MemoryForecast(String host, long totalBytes, long usedBefore, long usedAfter) {
    }

    /**
     * What a service pays.
     *
     * @param restarts tasks that are replaced
     * @param downtime for how long none of its tasks runs
     */
    public record ServiceForecast(String serviceId, int restarts, Duration downtime) {
    }

    /**
     * Something that is not as the policies want it.
     *
     * @param rule    id of the rule that wants it otherwise
     * @param subject id of the node or service
     * @param reason  English, one clause, in which ids stand for names
     */
    public record Violation(String rule, String subject, String reason) {
    }
}
