package io.orcastra.facts.policy;

import java.time.Duration;

/**
 * Unhealthy containers that Swarm does not own are restarted.
 *
 * @param gracePeriod  how long one has been unhealthy without interruption before that
 * @param onlyLabelled whether only those are whose label {@code orchestration.autoheal} is {@code true}
 * @param attempts     restarts after which one that does not become healthy is left alone
 */
public record Autoheal(Duration gracePeriod, boolean onlyLabelled, int attempts) {
}
