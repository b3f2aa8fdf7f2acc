package io.orcastra.facts.policy;

import java.time.Duration;

/**
 * When memory in use is a reason to move services. Between beginning and end lies the hysteresis: memory that goes up
 * and down around a threshold is one pressure, not many, and a node is relieved once it is below the end.
 *
 * @param thresholdPercent     pressure begins at this percentage of the machine's memory
 * @param endsPercent          it ends below this one
 * @param sustained            how long it must have lasted before services without settings of their own are moved
 * @param emergencyPercent     memory is about to run out from this percentage on
 * @param emergencyEndsPercent until it is below this one
 * @param emergencySustained   how long that must have lasted, for all services
 * @param differenceBytes      a target must have so much more memory free than the node to be left
 * @param bufferBytes          what must stay free on a target
 */
public record MemoryPolicy(
        double thresholdPercent,
        double endsPercent,
        Duration sustained,
        double emergencyPercent,
        double emergencyEndsPercent,
        Duration emergencySustained,
        long differenceBytes,
        long bufferBytes) {
}
