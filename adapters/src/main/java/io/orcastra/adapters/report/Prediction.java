package io.orcastra.adapters.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.orcastra.adapters.report.Report.Subject;
import java.util.List;

/**
 * The cluster the plan is expected to make, as all formats show it. Field names are part of the published JSON format.
 *
 * @param takesSeconds from the first action to the end of the last one
 * @param caveats      what the prediction does not know or does not expect to go well
 */
public record Prediction(
        double takesSeconds,
        Score balance,
        List<NodeChange> nodes,
        List<ServiceChange> services,
        Violations violations,
        List<String> caveats) {

    /** {@code of} is {@code memory} or {@code tasks}; see docs/reports.md for the definition. */
    public record Score(String of, int before, int after) {
    }

    /**
     * A node; {@code memory} is absent when nothing is known of it.
     *
     * @param arrives names of the tasks that come
     * @param leaves  names of the tasks that go
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NodeChange(
            Subject node, boolean takesTasks, int tasksBefore, int tasksAfter, Memory memory, List<String> arrives,
            List<String> leaves) {
    }

    /** Of the node's machine, which nodes may share: then {@code host} is the same. */
    public record Memory(String host, long totalBytes, long usedBytesBefore, long usedBytesAfter) {

        double percentBefore() {
            return 100.0 * usedBytesBefore / totalBytes;
        }

        double percentAfter() {
            return 100.0 * usedBytesAfter / totalBytes;
        }
    }

    /** {@code downtimeSeconds} is for how long none of its tasks runs. */
    public record ServiceChange(Subject service, int restarts, double downtimeSeconds) {
    }

    /** What was wrong and will not be, what will still be, and what will be wrong only then. */
    public record Violations(
            List<Violation> gone, List<Violation> left, @JsonProperty("new") List<Violation> come) {
    }

    /** What a rule wants otherwise. */
    public record Violation(String rule, Subject subject, String text) {
    }

    /** Tasks that are replaced. */
    int restarts() {
        return services.stream().mapToInt(ServiceChange::restarts).sum();
    }

    /** Whether memory is what the nodes are compared by. */
    boolean ofMemory() {
        return balance.of().equals("memory");
    }
}
