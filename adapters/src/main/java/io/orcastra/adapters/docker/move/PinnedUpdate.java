package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.docker.api.NotFound;
import io.orcastra.adapters.docker.write.SpecEdit;
import io.orcastra.adapters.docker.write.SpecWriter;
import io.orcastra.adapters.docker.write.SpoiltWrite;
import io.orcastra.adapters.docker.write.SwarmObject;
import io.orcastra.adapters.docker.write.Written;
import io.orcastra.engine.port.LedgerUnavailable;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a {@link PinnedPlan} through the steps of {@link MoveStep}, from the recorded intent to the forgotten one.
 * However it ends, the pin is off the service, or the intent stays open for recovery.
 */
final class PinnedUpdate {

    private static final Logger LOG = LoggerFactory.getLogger(PinnedUpdate.class);

    private final SwarmReader reader;
    private final SpecWriter writer;
    private final ImageSupply images;
    private final Clearing clearing;
    private final SourceReturn sourceReturn;
    private final Function<PinnedPlan, Watch> watches;
    private final Predicate<String> fenced;
    private final StartAllowances starting;
    private final MoveSettings settings;

    /** @param fenced whether the pin of a service with this id stays when no node is left that it allows */
    PinnedUpdate(
            SwarmReader reader, SpecWriter writer, ImageSupply images, Clearing clearing, SourceReturn sourceReturn,
            Function<PinnedPlan, Watch> watches, Predicate<String> fenced, StartAllowances starting,
            MoveSettings settings) {
        this.reader = reader;
        this.writer = writer;
        this.images = images;
        this.clearing = clearing;
        this.sourceReturn = sourceReturn;
        this.watches = watches;
        this.fenced = fenced;
        this.starting = starting;
        this.settings = settings;
    }

    /** @param action whose intent is in the ledger */
    Ending run(Undertaking action, PinnedPlan plan) {
        try {
            storePrevious(action, plan);
            boolean pulled = images.supply(action, plan.service().image(), plan.images());
            action.completed(MoveStep.IMAGE);
            if (pulled) {
                throw Refusal.unneeded("the image " + plan.service().image()
                        + " is where it is needed now; what to do is decided anew, for pulling it took its time");
            }
            pin(action, plan);
            return watchToTheEnd(action, plan);
        } catch (Refusal refusal) {
            return close(action, plan, refusal.ending());
        } catch (NotFound gone) {
            return vanished(action, plan);
        } catch (DockerFailure | SpoiltWrite | LedgerUnavailable broken) {
            return close(action, plan, Ending.failed(broken.getMessage(), 0));
        }
    }

    private static void storePrevious(Undertaking action, PinnedPlan plan) throws LedgerUnavailable {
        action.journal().change(action.serviceId(), page -> page.storing(plan.service(), plan.goal().pinning()));
        action.completed(MoveStep.PREVIOUS_STORED);
    }

    /** Not without a last look whether it is still this instance's to do. */
    private void pin(Undertaking action, PinnedPlan plan) throws Refusal, LedgerUnavailable {
        action.confirm();
        Written written = writer.write(SwarmObject.service(action.serviceId()), plan);
        if (written instanceof Written.Refused refused) {
            throw Refusal.impossible(refused.reason());
        }
        action.completed(MoveStep.PINNED);
    }

    private Ending watchToTheEnd(Undertaking action, PinnedPlan plan) {
        Watch watch = watches.apply(plan);
        Duration limit = limit(plan);
        return conclude(action, plan, watch, plan.isMove()
                ? watch.untilFailing(plan.goal(), limit, limitOfEach(plan)) : watch.untilOver(plan.goal(), limit));
    }

    private Ending conclude(Undertaking action, PinnedPlan plan, Watch watch, Progress progress) {
        LOG.debug("Service {}: {}", plan.service().name(), progress);
        return switch (progress) {
            case CHOSEN -> release(action, plan, watch);
            case CONVERGED -> {
                action.completed(MoveStep.CONVERGED);
                yield close(action, plan, Ending.succeeded("", watch.restarts()));
            }
            case GONE -> vanished(action, plan);
            case STOPPING -> close(action, plan, wherever(plan, watch, "this instance had to stop meanwhile"));
            case RELEASED -> endUnder(action, plan, watch, "somebody took the pin off meanwhile");
            case CHANGED -> endUnder(action, plan, watch, "somebody else changed the service meanwhile");
            default -> undo(action, plan, watch, progress);
        };
    }

    /**
     * Takes the pin off and waits for what was replaced. A pin that stays makes Swarm evict every task it does not suit, as
     * soon as anything about their node changes, or the leader does.
     */
    private Ending release(Undertaking action, PinnedPlan plan, Watch watch) {
        try {
            if (!clear(action, unpin(plan))) {
                return stillOpen("a task is being moved", watch.restarts());
            }
        } catch (SpoiltWrite alarm) {
            return close(action, plan, Ending.failed(alarm.getMessage(), watch.restarts()));
        }
        watch.forgetErrors();
        return conclude(action, plan, watch, watch.untilOver(plan.goal().released(), limit(plan)));
    }

    /**
     * Somebody else's version is on the service now, be it the same: what we stored is the one before it. Unless it was
     * another instance that recovered this action; then the intent is no longer there to be confirmed.
     */
    private Ending endUnder(Undertaking action, PinnedPlan plan, Watch watch, String message) {
        JsonNode own = plan.goal().pinning().unpinned();
        try {
            action.confirm();
            action.journal().change(action.serviceId(), page -> page.withPrevious(Optional.of(own)));
        } catch (LedgerUnavailable away) {
            LOG.warn("A rollback of service {} would bring our pin back: {}", plan.service().name(), away.getMessage());
        }
        watch.untilUpdated(Set.copyOf(plan.goal().pinning().pin().expressions()), settings.foreignUpdate());
        watch.untilSteady(plan.goal().wanted(), settings.returnLimit());
        return close(action, plan, wherever(plan, watch, message));
    }

    private static Ending wherever(PinnedPlan plan, Watch watch, String message) {
        try {
            return watch.isReached(plan.goal())
                    ? Ending.succeeded(message, watch.restarts())
                    : Ending.failed(message, watch.restarts());
        } catch (DockerFailure away) {
            return Ending.failed(message + ", and the engine does not answer", watch.restarts());
        }
    }

    /**
     * A lost target is left to Swarm, which knows best when the tasks of a dead node may be replaced; but for a service that
     * must not run twice the pin stays, until {@link Recovery} is asked for.
     */
    private Ending undo(Undertaking action, PinnedPlan plan, Watch watch, Progress progress) {
        String reason = reason(progress, plan, watch);
        if (progress == Progress.TARGET_LOST && fenced.test(action.serviceId())) {
            return Ending.failed(reason + "; the pin stays until it is known what runs there", watch.restarts());
        }
        SpecEdit undoing = undoing(plan, progress, watch);
        try {
            if (!clear(action, undoing)) {
                return stillOpen(reason, watch.restarts());
            }
            letOn(action, plan, undoing, watch, progress);
        } catch (SpoiltWrite alarm) {
            return close(action, undoing, Ending.failed(alarm.getMessage(), watch.restarts()));
        }
        return close(action, undoing, Ending.failed(reason + restored(action, plan, watch, progress), watch.restarts()));
    }

    /** What is said of the service after it was undone; where nothing ran before, nothing is waited for. */
    private String restored(Undertaking action, PinnedPlan plan, Watch watch, Progress progress) {
        if (plan.goal().replaced().isEmpty()) {
            return "; nothing of it runs, as before";
        }
        return isBack(action, plan, watch, progress) ? "; it was undone and the service runs"
                : "; it was undone, but the service does not run as before";
    }

    /** At once, for each task that Swarm starts where the move failed is one restart more. */
    private boolean isBack(Undertaking action, PinnedPlan plan, Watch watch, Progress progress) {
        boolean isLost = progress == Progress.TARGET_LOST;
        SourceReturn.Result back = isLost ? SourceReturn.Result.LEFT : sourceReturn.bringBack(action, plan, watch);
        if (back == SourceReturn.Result.RUNS) {
            return true;
        }
        if (progress == Progress.FAILING) {
            watch.untilOver(plan.goal(), settings.returnLimit());
        }
        return watch.untilSteady(plan.goal().wanted(), settings.returnLimit())
                || !isLost && back == SourceReturn.Result.LEFT
                        && sourceReturn.bringBack(action, plan, watch) == SourceReturn.Result.RUNS;
    }

    /**
     * To go on would replace the tasks that are left, which are well; they are spared by going back. What Swarm has put
     * back itself stays as it put it.
     */
    private static SpecEdit undoing(PinnedPlan plan, Progress progress, Watch watch) {
        Unpin unpin = unpin(plan);
        boolean back = progress == Progress.ROLLED_BACK
                || progress == Progress.STALLED && watch.isAnyLeft(plan.goal().replaced());
        return back ? new Return(plan.service().spec(), plan.goal().pinning().pinned(), unpin) : unpin;
    }

    /**
     * Where nothing ran before, Swarm stops an update at each replica that fails. It is let on until it has tried them
     * all: a stopped update would keep everybody from the next attempt.
     */
    private void letOn(Undertaking action, PinnedPlan plan, SpecEdit undoing, Watch watch, Progress first) {
        Progress progress = first;
        for (int replica = 1; progress == Progress.STALLED && replica < plan.goal().wanted(); replica++) {
            progress = watch.untilOver(plan.goal(), settings.returnLimit());
            if (progress == Progress.STALLED) {
                clear(action, undoing);
            }
        }
    }

    private String reason(Progress progress, PinnedPlan plan, Watch watch) {
        String error = watch.error().isEmpty() ? "" : " (" + watch.error() + ")";
        return switch (progress) {
            case ROLLED_BACK -> "a task failed" + error + " and Swarm rolled the service back";
            case STALLED -> "a task failed" + error + " and Swarm paused the update";
            case FAILING -> "a task failed" + error;
            case TARGET_LOST -> "no node the service was held to is left: " + plan.goal().home();
            default -> (plan.isMove() && plan.goal().restarts() > 1
                    ? "its tasks did not all run, each within " + limitOfEach(plan).toSeconds() + " s of the one before"
                    : "it did not run within " + limit(plan).toSeconds() + " s") + error;
        };
    }

    private Duration limitOfEach(PinnedPlan plan) {
        return plan.limitOfEach(starting.of(plan.service().id()));
    }

    private Duration limit(PinnedPlan plan) {
        return plan.limit(starting.of(plan.service().id()));
    }

    private Ending vanished(Undertaking action, PinnedPlan plan) {
        Ending ending = close(action, plan, Ending.skipped("the service was removed meanwhile"));
        try {
            action.journal().forget(action.serviceId());
        } catch (LedgerUnavailable away) {
            LOG.warn("The ledger keeps the page of service {}: {}", plan.service().name(), away.getMessage());
        }
        return ending;
    }

    private Ending close(Undertaking action, PinnedPlan plan, Ending ending) {
        return close(action, unpin(plan), ending);
    }

    private Ending close(Undertaking action, SpecEdit clearing, Ending ending) {
        Ending last = ending;
        try {
            if (action.leavesPin() || !clear(action, clearing)) {
                return stillOpen(ending.message(), ending.restarts());
            }
        } catch (SpoiltWrite alarm) {
            last = Ending.failed(alarm.getMessage(), ending.restarts());
        }
        action.completed(MoveStep.UNPINNED);
        try {
            action.journal().change(action.serviceId(), ServicePage::withoutUnpinned);
        } catch (LedgerUnavailable away) {
            LOG.warn("The ledger keeps the spec of service {}: {}", action.serviceId(), away.getMessage());
        }
        if (action.end()) {
            expire(action);
        }
        return last;
    }

    private void expire(Undertaking action) {
        try {
            action.journal().expire(reader::services);
        } catch (DockerFailure | LedgerUnavailable away) {
            LOG.debug("What is not needed any more stays in the ledger for now: {}", away.getMessage());
        }
    }

    private static Unpin unpin(PinnedPlan plan) {
        Pinning pinning = plan.goal().pinning();
        return new Unpin(Set.copyOf(pinning.pin().expressions()), Optional.of(pinning.unpinned()),
                pinning.unpinned().path(UpdatePolicy.MEMBER));
    }

    private boolean clear(Undertaking action, SpecEdit unpin) {
        boolean isUnpinned = clearing.unpin(action.serviceId(), unpin, settings.unpinLimit());
        return clearing.removeJob(action.job(), settings.unpinLimit()) && isUnpinned;
    }

    private static Ending stillOpen(String message, int restarts) {
        return Ending.failed(message + "; the pin could not be taken off yet, which is tried again", restarts);
    }
}
