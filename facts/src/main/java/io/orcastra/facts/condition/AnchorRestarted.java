package io.orcastra.facts.condition;

import java.time.Instant;

/**
 * A task of the anchor failed lately by its own fault and runs again.
 *
 * @param failedTask  id of the task that failed
 * @param restartedAt when the task that replaced it was created, by the leader's clock
 */
public record AnchorRestarted(String anchorId, String failedTask, Instant restartedAt) implements Condition {
    @Override
    public String subject() {
        return anchorId;
    }
}
