package io.orcastra.adapters.containers;

import io.orcastra.adapters.agent.Answer;
import io.orcastra.adapters.containers.Intended.Ending;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Intent;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has mods fetched by the agents of their nodes, and waits for the end of it; all other actions go to the next. An agent
 * goes on with what it has begun, whatever becomes of the daemon.
 */
public final class ModActions implements ActionExecutor {
    /** Beyond what an agent takes for one, with others before it. */
    private static final Duration LONGEST = Duration.ofHours(3);

    private final ActionExecutor next;
    private final ModObserver mods;
    private final AgentClient client;
    private final Intended intended;
    private final Duration pause;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * @param next  carries out all other actions
     * @param pause between two questions how far it is
     */
    public ModActions(ActionExecutor next, ModObserver mods, AgentClient client, Intended intended, Duration pause, Clock clock) {
        this.next = next;
        this.mods = mods;
        this.client = client;
        this.intended = intended;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public Outcome execute(Proposal proposal, Map<String, String> targets) {
        return proposal.action() instanceof FetchMod fetch ? fetch(proposal, fetch) : next.execute(proposal, targets);
    }

    /** Whether an interrupted one came to its end, its agent will tell. */
    @Override
    public Outcome recover(Intent intent) {
        if (!intent.action().equals(FetchMod.class.getSimpleName())) {
            return next.recover(intent);
        }
        String[] parts = intent.subject().split(":", 3);
        return intended.forgotten(intent, new FetchMod(parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : ""));
    }

    @Override
    public void fence(Set<String> serviceIds) {
        next.fence(serviceIds);
    }

    @Override
    public void allow(Set<StartPatience> starts) {
        next.allow(starts);
    }

    @Override
    public void stop(Duration grace) {
        stopping.countDown();
        next.stop(grace);
    }

    private Outcome fetch(Proposal proposal, FetchMod fetch) {
        Optional<URI> agent = mods.agent(fetch.nodeId());
        if (agent.isEmpty()) {
            return intended.refused(proposal, "no agent answers on its node");
        }
        try {
            return intended.carriedOut(proposal, () -> ended(agent.get(), fetch.file()));
        } finally {
            mods.changed(agent.get());
        }
    }

    private Ending ended(URI agent, String file) throws FetchFailed {
        long end = clock.nanos() + LONGEST.toNanos();
        while (clock.nanos() - end < 0) {
            Answer answer = client.fetch(agent, file);
            if (!answer.isUnderWay()) {
                Result result = answer.isDone() ? Result.SUCCEEDED : answer.isLeft() ? Result.SKIPPED : Result.FAILED;
                return new Ending(result, answer.message());
            }
            if (stopped()) {
                return new Ending(Result.SKIPPED, "its agent goes on with it while this instance stops");
            }
        }
        return new Ending(Result.FAILED, "its agent is at it for more than " + LONGEST.toHours() + " hours");
    }

    private boolean stopped() {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
