package io.orcastra.adapters.ssh;

import java.nio.file.Files;
import java.time.Duration;

/**
 * When machines are asked, and how.
 *
 * @param interval of {@link Mode#LOOP}; also the longest time between two questions to a machine that is not as it should be
 */
public record Bootstrap(Mode mode, Duration interval, SshSettings ssh) {

    /** When a machine whose node is ready is asked again. */
    public enum Mode {
        /** When the swarm shows another state of it. */
        WATCH,
        /** Every interval. */
        LOOP,
        /** Once, when its node is lost; one that does not answer at the start is not asked again. */
        ONCE
    }

    /** Without a key no machine is asked anything. */
    public boolean inForce() {
        return Files.isReadable(ssh.keyFile());
    }
}
