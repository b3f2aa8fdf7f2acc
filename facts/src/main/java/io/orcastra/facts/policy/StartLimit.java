package io.orcastra.facts.policy;

import java.time.Duration;

/** A task that is pending or starting for longer than {@code limit} is stuck. */
public record StartLimit(Duration limit) {
}
