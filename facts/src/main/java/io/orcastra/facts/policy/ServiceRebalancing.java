package io.orcastra.facts.policy;

import java.time.Duration;

/**
 * What holds for one service instead of the defaults; complete, so that no default has to be looked up.
 *
 * @param service         full name; or the name within its stack, which then means the services of that name in every
 *                        stack, except those that have settings under their full name
 * @param cooldown        as {@link Rebalancing#cooldown}
 * @param sustained       as {@link MemoryPolicy#sustained}
 * @param differenceBytes as {@link MemoryPolicy#differenceBytes}
 * @param bufferBytes     as {@link MemoryPolicy#bufferBytes}
 */
public record ServiceRebalancing(
        String service, Duration cooldown, Duration sustained, long differenceBytes, long bufferBytes) {
}
