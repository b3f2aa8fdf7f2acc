package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.write.SpecWriter;
import io.orcastra.adapters.docker.write.SwarmObject;
import io.orcastra.adapters.docker.write.Written;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.Optional;
import java.util.Set;

/** Gives the owner who rolled a moved service back what that rollback was to bring. */
final class PinnedRollback {

    private final SwarmReader reader;
    private final SpecWriter writer;
    private final MoveSettings settings;

    PinnedRollback(SwarmReader reader, SpecWriter writer, MoveSettings settings) {
        this.reader = reader;
        this.writer = writer;
        this.settings = settings;
    }

    /**
     * One write; Swarm carries it out as it would the owner's rollback. A rollback under way is given a moment to end
     * first, and no longer, for on a pin to a dead node it never does.
     */
    Ending restore(Undertaking action, Watch watch) throws LedgerUnavailable {
        ServicePage page = action.journal().page(action.serviceId());
        watch.untilUpdated(page.pins(), settings.foreignUpdate());
        Written written = writer.write(SwarmObject.service(action.serviceId()), new PreviousRestore(page));
        if (written instanceof Written.Changed changed) {
            keepOwnersPrevious(action, changed.before().path("PreviousSpec"));
            return Ending.succeeded("the service is as its owner wants it, without the pin that came back", 0);
        }
        if (written instanceof Written.Refused refused) {
            return refuse(action, refused);
        }
        return Ending.skipped(((Written.Left) written).reason());
    }

    /** A second rollback would go back to what was there before the first. */
    private static void keepOwnersPrevious(Undertaking action, JsonNode previous) throws LedgerUnavailable {
        action.journal().change(action.serviceId(), page -> previous.isObject() && !page.isPolluted(previous)
                ? page.withPrevious(Optional.of(previous))
                : page);
    }

    /** A constraint the owner has written by now is not taken for ours again. */
    private Ending refuse(Undertaking action, Written.Refused refused) throws LedgerUnavailable {
        Optional<ServiceReading> service = reader.service(action.serviceId());
        if (service.isPresent() && !UpdatePolicy.isOn(service.get().spec())) {
            action.journal().change(action.serviceId(),
                    page -> page.withoutPins(Set.copyOf(Constraints.of(service.get().spec()))));
            return Ending.skipped(refused.reason());
        }
        return Ending.refused(refused.reason());
    }
}
