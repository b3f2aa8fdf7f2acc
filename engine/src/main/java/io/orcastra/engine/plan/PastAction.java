package io.orcastra.engine.plan;

import java.time.Instant;
import java.util.Set;

/**
 * An action that replaces tasks or restarts containers, and was begun.
 *
 * @param serviceId its subject: id of a service or of a container, or hostname of a machine
 * @param action simple name of the action type, such as {@code MoveService}
 * @param from   ids of the nodes whose tasks it replaced
 * @param to     ids of the nodes expected for their successors
 */
public record PastAction(
        Instant at, String serviceId, String action, String cause, Set<String> from, Set<String> to, End end) {
    /** The causes of ORC-COL-203 and 204 begin so, by which ORC-COL-308 knows them too. */
    private static final String BRINGS_BACK = "bring back ";
    /** The causes of ORC-MEM-201 and 202 begin so. */
    private static final String FOR_MEMORY = "memory ";

    public PastAction {
        from = Set.copyOf(from);
        to = Set.copyOf(to);
    }

    public PastAction ended(End other) {
        return new PastAction(at, serviceId, action, cause, from, to, other);
    }

    /** Whether one of the two moved the service back to where the other one, for another cause, had moved it away from. */
    public boolean contradicts(PastAction other) {
        return serviceId.equals(other.serviceId) && action.equals(other.action) && !cause.equals(other.cause)
                && from.stream().anyMatch(other.to::contains) && to.stream().anyMatch(other.from::contains);
    }

    /** Whether it undid a move of ours because what belongs to the service could not follow. */
    boolean bringsBack() {
        return cause.startsWith(BRINGS_BACK);
    }

    /** Whether memory was short where it came from. */
    boolean isForMemory() {
        return cause.startsWith(FOR_MEMORY);
    }

    public PastAction begunAt(Instant other) {
        return new PastAction(other, serviceId, action, cause, from, to, end);
    }

    /** What became of it. */
    public enum End {
        /** Not known yet. */
        OPEN,
        SUCCEEDED,
        FAILED,
        /** The engine died in the middle of it; another finished or undid it. */
        INTERRUPTED,
        /** It succeeded, and one of its nodes failed afterwards: moving again for the same cause is no oscillation. */
        OVERTAKEN
    }
}
