package io.orcastra.adapters.docker.move;

import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.LedgerUnavailable;
import java.util.HashSet;
import java.util.Set;

/** Finishes or undoes what somebody left under way, within 15 s where the engine answers. */
final class Recovery {

    private final SwarmReader reader;
    private final Clearing clearing;
    private final Journal journal;
    private final Clock clock;
    private final Shutdown shutdown;
    private final MoveSettings settings;

    Recovery(
            SwarmReader reader, Clearing clearing, Journal journal, Clock clock, Shutdown shutdown,
            MoveSettings settings) {
        this.reader = reader;
        this.clearing = clearing;
        this.journal = journal;
        this.clock = clock;
        this.shutdown = shutdown;
        this.settings = settings;
    }

    Ending recover(Intent intent, StepListener listener) throws LedgerUnavailable {
        ServicePage page = journal.page(intent.subject());
        Set<String> pins = Set.copyOf(intent.pins());
        Unpin unpin = new Unpin(pins, page.unpinned(), page.updateConfig());
        waitForUpdate(intent.subject(), unpin);
        boolean isUnpinned = clearing.unpin(intent.subject(), unpin, settings.unpinLimit());
        if (!clearing.removeJob(intent.job(), settings.unpinLimit()) || !isUnpinned) {
            return Ending.failed("what an interrupted action left could not be taken off yet, which is tried again", 0);
        }
        listener.onCompleted(MoveStep.UNPINNED, intent.subject());
        journal.change(intent.subject(), ServicePage::withoutUnpinned);
        if (journal.end(intent)) {
            listener.onCompleted(MoveStep.FORGOTTEN, intent.subject());
        }
        return Ending.skipped("an interrupted action was finished or undone; no pin is left");
    }

    /**
     * While the update that bears the pin goes on and a node it may go to is there, or Swarm is taking it back: a rollback
     * that stops after we looked would stay stopped.
     */
    private void waitForUpdate(String serviceId, Unpin unpin) {
        long end = clock.nanos() + settings.recoveryWait().toNanos();
        while (clock.nanos() - end < 0 && !shutdown.isRequested() && isGoingOn(serviceId, unpin)) {
            shutdown.pause(settings.poll());
        }
    }

    private boolean isGoingOn(String serviceId, Unpin unpin) {
        try {
            return reader.service(serviceId).filter(service -> switch (service.updateState()) {
                case UPDATING -> isReaching(service, unpin.pins());
                case ROLLBACK_STARTED -> unpin.isTakenBack(service.spec());
                default -> false;
            }).isPresent();
        } catch (DockerFailure away) {
            return true;
        }
    }

    private boolean isReaching(ServiceReading service, Set<String> pins) {
        return Constraints.hasAny(service.spec(), pins) && hasTarget(service)
                && (UpdatePolicy.heldAfter(service.spec()) == 0
                        || UpdatePolicy.startsFirst(service.spec()) && !isWhole(service));
    }

    /** A held update does not end by itself; where it starts the new task first, it is ended once everything runs. */
    private boolean isWhole(ServiceReading service) {
        return Progress.runningOnReadyNodes(reader.tasks(service.id()), reader.nodes()).size() >= service.replicas();
    }

    private boolean hasTarget(ServiceReading service) {
        Set<String> allowed = new HashSet<>();
        Set<String> denied = new HashSet<>();
        for (String expression : Constraints.of(service.spec())) {
            if (expression.startsWith("node.id==")) {
                allowed.add(expression.substring("node.id==".length()));
            } else if (expression.startsWith("node.id!=")) {
                denied.add(expression.substring("node.id!=".length()));
            }
        }
        return reader.nodes().stream().anyMatch(node -> node.takesTasks()
                && (allowed.isEmpty() || allowed.contains(node.id())) && !denied.contains(node.id()));
    }
}
