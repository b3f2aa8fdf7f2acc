package io.orcastra.engine.cycle;

import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.BackgroundActions;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Intent;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Each action on a thread of its own that waits for its end. */
final class ThreadedActions implements BackgroundActions {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadedActions.class);

    private final ActionExecutor executor;
    private final Executor threads;
    private final Clock clock;

    ThreadedActions(ActionExecutor executor, Executor threads, Clock clock) {
        this.executor = executor;
        this.threads = threads;
        this.clock = clock;
    }

    @Override
    public void execute(Proposal proposal, Map<String, String> targets, Consumer<Outcome> ended) {
        try {
            threads.execute(() -> ended.accept(outcome(proposal, targets)));
        } catch (RejectedExecutionException stopping) {
            LOG.info("{} is not begun: this instance is stopping", proposal);
            Instant now = clock.instant();
            ended.accept(new Outcome(proposal, Result.SKIPPED, "this instance is stopping", 0, now, now));
        }
    }

    /**
     * An executor that breaks its promise and throws must not be asked again at once. Whatever it throws, the end is
     * told: what counts as under way for ever would never be recovered.
     */
    private Outcome outcome(Proposal proposal, Map<String, String> targets) {
        Instant begun = clock.instant();
        try {
            return executor.execute(proposal, targets);
        } catch (RuntimeException | Error broken) {
            LOG.error("{} ended in an exception instead of an outcome", proposal, broken);
            return new Outcome(proposal, Result.FAILED, "it ended in an exception: " + broken, 0, begun, clock.instant());
        }
    }

    @Override
    public void fence(Set<String> serviceIds) {
        executor.fence(serviceIds);
    }

    @Override
    public void allow(Set<StartPatience> starts) {
        executor.allow(starts);
    }

    @Override
    public void recover(Intent intent, Consumer<Outcome> ended) {
        try {
            threads.execute(() -> ended.accept(recovered(intent)));
        } catch (RejectedExecutionException stopping) {
            LOG.info("{} is left to be recovered by whoever acts next: this instance is stopping", intent.subject());
            ended.accept(null);
        }
    }

    private Outcome recovered(Intent intent) {
        try {
            return executor.recover(intent);
        } catch (RuntimeException | Error broken) {
            LOG.error("Recovering {} ended in an exception instead of an outcome", intent.subject(), broken);
            return null;
        }
    }
}
