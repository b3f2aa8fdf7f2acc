package io.orcastra.adapters.docker.move;

import java.time.Duration;

/**
 * How patient an action on a service is.
 *
 * @param startAllowance from the stop of a task until its successor runs and is healthy, image present, where nothing else is
 *                       known of its service; 120 s
 * @param pullLimit      for one image on one node; 5 minutes
 * @param returnLimit    after an undone move, until the service is given a pin to its source nodes; 20 s
 * @param foreignUpdate  somebody else's update that runs on our pin is given this long before the pin is taken away
 *                       under it; 10 s
 * @param recoveryWait   a found update is given this long to finish before its pin is taken away; 10 s, so that no pin
 *                       is left 15 s after the lease is held
 * @param unpinLimit     how long an absent engine is asked to take a pin away before that is left to recovery; 10
 *                       minutes
 * @param poll           between two looks while an action is under way; 150 ms, two requests of 0.4 ms each
 */
public record MoveSettings(
        Duration startAllowance,
        Duration pullLimit,
        Duration returnLimit,
        Duration foreignUpdate,
        Duration recoveryWait,
        Duration unpinLimit,
        Duration poll) {

    public static final MoveSettings DEFAULT = new MoveSettings(
            Duration.ofSeconds(120), Duration.ofMinutes(5), Duration.ofSeconds(20), Duration.ofSeconds(10),
            Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofMillis(150));
}
