package io.orcastra.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the test class one lab for all its tests, as a parameter of type {@link SwarmLab}. Where there is no root or
 * no engine the tests are skipped and say what is missing; with the system property {@code orcastra.lab=required} or
 * the environment variable {@code ORCASTRA_LAB=required} that is a failure.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(SwarmLabExtension.class)
public @interface WithSwarmLab {

    int nodes() default 3;

    int managers() default 1;

    /**
     * The dispatcher's heartbeat; a dead node is noticed after three. Where no node dies it is long, so that none is taken for
     * dead because the machine is busy.
     */
    String heartbeat() default "10s";

    /** Whether the nodes run the newest engine Debian has instead of this machine's; made on first use. */
    boolean newest() default false;

    /** Which nodes do so if {@link #newest()}, by number from 1 on; all of them when none is named. */
    int[] newestNodes() default {};

    /** Further options of {@code swarm-lab up}. */
    String[] options() default {};
}
