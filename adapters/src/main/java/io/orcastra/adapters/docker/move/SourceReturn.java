package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.write.SpecWriter;
import io.orcastra.adapters.docker.write.SpoiltWrite;
import io.orcastra.adapters.docker.write.SwarmObject;
import io.orcastra.adapters.docker.write.Written;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a service whose move failed, and which Swarm would start there again and again, back to where it ran before. */
final class SourceReturn {
    /** What became of it. */
    enum Result {
        /** It runs there. */
        RUNS,
        /** It was sent there, but does not run. */
        FAILED,
        /** Nothing was written: no task is anywhere else, or nobody knows where they are, or may decide it. */
        LEFT
    }

    private static final Logger LOG = LoggerFactory.getLogger(SourceReturn.class);

    private final SwarmReader reader;
    private final SpecWriter writer;
    private final Clearing clearing;
    private final StartAllowances starting;
    private final MoveSettings settings;

    SourceReturn(SwarmReader reader, SpecWriter writer, Clearing clearing, StartAllowances starting, MoveSettings settings) {
        this.reader = reader;
        this.writer = writer;
        this.clearing = clearing;
        this.starting = starting;
        this.settings = settings;
    }

    /**
     * Pins it to its source nodes and to where its other tasks are, waits and unpins; the action leaves a pin where that
     * fails. A rollback of Swarm's that is under way ends with it.
     *
     * @param plan the move that failed and whose pin is off
     */
    Result bringBack(Undertaking action, PinnedPlan plan, Watch watch) {
        try {
            Optional<PinnedPlan> back = plan.returning(SwarmView.of(reader, action.serviceId()));
            if (back.isEmpty()) {
                return Result.LEFT;
            }
            LOG.warn("Service {} does not run where it was moved; it is sent back to {}.",
                    plan.service().name(), back.get().sources());
            return pinned(action, back.get(), watch) ? Result.RUNS : Result.FAILED;
        } catch (DockerFailure | SpoiltWrite | LedgerUnavailable broken) {
            LOG.error("Service {} could not be sent back: {}", plan.service().name(), broken.getMessage());
            return Result.FAILED;
        }
    }

    private boolean pinned(Undertaking action, PinnedPlan back, Watch watch) throws LedgerUnavailable {
        List<String> pins = back.goal().pinning().pin().expressions();
        action.announcePins(pins);
        action.journal().change(action.serviceId(), page -> page.storing(back.goal().pinning()));
        try {
            Written written = writer.write(SwarmObject.service(action.serviceId()), back);
            return !(written instanceof Written.Refused)
                    && watch.untilOver(back.goal(), back.limit(starting.of(action.serviceId()))) == Progress.CONVERGED;
        } finally {
            Unpin unpin = new Unpin(Set.copyOf(pins), Optional.of(back.goal().pinning().unpinned()),
                    back.service().spec().path(UpdatePolicy.MEMBER));
            if (!clearing.unpin(action.serviceId(), unpin, settings.unpinLimit())) {
                action.leavePin();
            }
        }
    }
}
