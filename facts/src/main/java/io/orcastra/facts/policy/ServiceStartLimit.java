package io.orcastra.facts.policy;

import java.time.Duration;

/**
 * A start of a task of this service may take {@code limit}, whatever is known of it: longer, and it is stuck, or its move has failed.
 *
 * @param service full name; or the name within its stack, which then means the services of that name in every stack, except those
 *                that have a limit under their full name
 */
public record ServiceStartLimit(String service, Duration limit) {
}
