package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.adapters.docker.write.SpecEdit;
import io.orcastra.adapters.docker.write.SpecWriter;
import io.orcastra.adapters.docker.write.SwarmObject;
import io.orcastra.adapters.docker.write.Written;
import io.orcastra.engine.port.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is ours off the swarm, trying again for as long as the engine is away. An interrupt does not stop it: it
 * is what an interrupted action does last.
 */
final class Clearing {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Clearing.class);

    private final SpecWriter writer;
    private final ImageSupply images;
    private final Clock clock;
    private final Shutdown shutdown;

    Clearing(SpecWriter writer, ImageSupply images, Clock clock, Shutdown shutdown) {
        this.writer = writer;
        this.images = images;
        this.clock = clock;
        this.shutdown = shutdown;
    }

    /** @return whether nothing of ours is left on the service, or it is gone */
    boolean unpin(String serviceId, SpecEdit unpin, Duration limit) {
        return insist("unpin service " + serviceId, limit, () -> {
            Written written = writer.clear(SwarmObject.service(serviceId), unpin);
            if (written instanceof Written.Refused refused) {
                LOG.error("Service {} cannot be unpinned: {}. It is tried again.", serviceId, refused.reason());
            }
            return !(written instanceof Written.Refused);
        });
    }

    /** @return whether the job does not exist (any more) */
    boolean removeJob(String job, Duration limit) {
        return job.isEmpty() || insist("remove the pull job " + job, limit, () -> {
            images.remove(job);
            return true;
        });
    }

    @FunctionalInterface
    private interface Attempt {
        boolean succeeds();
    }

    private boolean insist(String what, Duration limit, Attempt attempt) {
        boolean interrupted = Thread.interrupted();
        long end = clock.nanos() + limit.toNanos();
        Duration pause = FIRST_PAUSE;
        try {
            do {
                if (succeeds(what, attempt)) {
                    return true;
                }
                shutdown.pause(pause);
                interrupted |= Thread.interrupted();
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            } while (clock.nanos() - end < 0);
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean succeeds(String what, Attempt attempt) {
        try {
            return attempt.succeeds();
        } catch (NotFound gone) {
            return true;
        } catch (DockerFailure away) {
            LOG.warn("Could not {} yet: {}", what, away.getMessage());
            return false;
        }
    }
}
