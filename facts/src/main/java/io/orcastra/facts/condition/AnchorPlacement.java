package io.orcastra.facts.condition;

import io.orcastra.facts.Digest;
import java.util.Set;

/**
 * The tasks an anchor runs as; another set of tasks is another placement.
 *
 * @param taskIds empty while the anchor runs nowhere
 */
public record AnchorPlacement(String anchorId, Set<String> taskIds) implements Condition {
    public AnchorPlacement {
        taskIds = Ids.sorted(taskIds);
    }

    /** Identity of the placement, for proposals it makes necessary. */
    public String cause() {
        return Digest.of(anchorId, taskIds).text();
    }

    @Override
    public String subject() {
        return anchorId;
    }
}
