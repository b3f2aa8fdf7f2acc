package io.orcastra.adapters.demo;

import java.time.Duration;

/** How the reader's time goes beside the swarm's. */
@FunctionalInterface
public interface Pace {

    /** For those who do not read along. */
    Pace AT_ONCE = real -> true;

    /** Lets so much of the reader's time pass; false when the reader wants no more. */
    boolean pass(Duration real);
}
