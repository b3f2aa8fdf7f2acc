package io.orcastra.adapters.report;

import io.orcastra.adapters.report.Prediction.Memory;
import io.orcastra.adapters.report.Prediction.NodeChange;
import io.orcastra.adapters.report.Prediction.ServiceChange;
import io.orcastra.adapters.report.Prediction.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What all formats say of a prediction, in the same words. */
record PredictionWords(Prediction prediction) {

    /** A cluster of more nodes is shown by those that change. */
    private static final int SHOW_ALL = 12;
    private static final double GIB = 1024.0 * 1024 * 1024;

    /** Such as {@code 1 restart, balance of memory 75 -> 96}. */
    String headline(String arrow) {
        return (prediction.restarts() == 0 ? "no restart" : TextReport.counted(prediction.restarts(), "restart"))
                + ", balance of " + prediction.balance().of() + " " + prediction.balance().before() + arrow
                + prediction.balance().after() + " of 100";
    }

    /** All nodes of a small cluster, of a large one those that change. */
    List<NodeChange> shownNodes() {
        return prediction.nodes().size() <= SHOW_ALL ? prediction.nodes()
                : prediction.nodes().stream().filter(PredictionWords::changes).toList();
    }

    /** Said of the nodes not shown; empty when all are. */
    String otherNodes() {
        int others = prediction.nodes().size() - shownNodes().size();
        return others == 0 ? "" : TextReport.counted(others, "node") + (others == 1 ? " stays as it is" : " stay as they are");
    }

    /** The share that is drawn, from 0 to 1: of memory, or of the most tasks on any node; negative when not known. */
    double share(NodeChange node, boolean after) {
        if (prediction.ofMemory()) {
            Memory memory = node.memory();
            return memory == null ? -1 : (after ? memory.percentAfter() : memory.percentBefore()) / 100;
        }
        int most = prediction.nodes().stream().mapToInt(one -> Math.max(one.tasksBefore(), one.tasksAfter())).max().orElse(0);
        return most == 0 ? 0 : (double) tasks(node, after) / most;
    }

    /** Such as {@code 92 %} or {@code 4 tasks}; {@code unknown} where memory is. */
    String figure(NodeChange node, boolean after) {
        if (!prediction.ofMemory()) {
            return TextReport.counted(tasks(node, after), "task");
        }
        Memory memory = node.memory();
        return memory == null ? "unknown" : Math.round(after ? memory.percentAfter() : memory.percentBefore()) + " %";
    }

    /** Such as {@code 14.7 of 16.0 GiB}; empty where memory is unknown. */
    static String amount(Memory memory, boolean after) {
        return memory == null ? "" : String.format(Locale.ROOT, "%.1f of %.1f GiB",
                (after ? memory.usedBytesAfter() : memory.usedBytesBefore()) / GIB, memory.totalBytes() / GIB);
    }

    /** Such as {@code 1 restart, about 4 s without a running task}. */
    static String cost(ServiceChange service) {
        String restarts = service.restarts() == 0 ? "no restart" : TextReport.counted(service.restarts(), "restart");
        long seconds = Math.max(1, Math.round(service.downtimeSeconds()));
        return restarts + (service.downtimeSeconds() == 0 ? ", never without a running task"
                : ", about " + Spans.of(Duration.ofSeconds(seconds)) + " without a running task");
    }

    /** What is wrong, the subject first unless it is named anyway. */
    static String wrong(Violation violation) {
        String name = violation.subject().name();
        return violation.text().contains(name) ? violation.text() : name + ": " + violation.text();
    }

    /** How long it takes, such as {@code about 12 s}. */
    String takes() {
        return "about " + Spans.of(Duration.ofSeconds(Math.max(1, Math.round(prediction.takesSeconds()))));
    }

    static boolean changes(NodeChange node) {
        return node.tasksBefore() != node.tasksAfter() || !node.arrives().isEmpty() || !node.leaves().isEmpty()
                || node.memory() != null && node.memory().usedBytesBefore() != node.memory().usedBytesAfter();
    }

    private static int tasks(NodeChange node, boolean after) {
        return after ? node.tasksAfter() : node.tasksBefore();
    }
}
