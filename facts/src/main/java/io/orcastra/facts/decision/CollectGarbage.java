package io.orcastra.facts.decision;

import java.util.Set;

/**
 * Remove what nobody needs from one node. Asked of the agent there.
 *
 * @param items each {@code image}, {@code container} or {@code volume}, a space, and its id or name
 */
public record CollectGarbage(String nodeId, Set<String> items) implements Action {
    public CollectGarbage {
        items = Set.copyOf(items);
    }

    /** Of what a node stores, not the node: its labels are written meanwhile. */
    @Override
    public String subject() {
        return "storage:" + nodeId;
    }
}
