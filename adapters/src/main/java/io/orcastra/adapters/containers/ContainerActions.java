package io.orcastra.adapters.containers;

import io.orcastra.adapters.agent.Answer;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.IntentLog;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartContainer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has containers restarted by the agents of their nodes, under an intent as every action; all others go to the swarm. */
public final class ContainerActions implements ActionExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerActions.class);
    private static final String RESTART = RestartContainer.class.getSimpleName();

    private final ActionExecutor swarm;
    private final ContainerObserver agents;
    private final AgentClient client;
    private final IntentLog intents;
    private final String holder;
    private final Clock clock;

    /**
     * @param swarm  carries out all other actions
     * @param holder name of this instance, as in the lease
     */
    public ContainerActions(ActionExecutor swarm, ContainerObserver agents, AgentClient client, IntentLog intents, String holder,
            Clock clock) {
        this.swarm = swarm;
        this.agents = agents;
        this.client = client;
        this.intents = intents;
        this.holder = holder;
        this.clock = clock;
    }

    @Override
    public Outcome execute(Proposal proposal, Map<String, String> targets) {
        return proposal.action() instanceof RestartContainer restart
                ? restart(proposal, restart) : swarm.execute(proposal, targets);
    }

    /** A restart leaves nothing behind; whether it came to it, the container's health will tell. */
    @Override
    public Outcome recover(Intent intent) {
        if (!intent.action().equals(RESTART)) {
            return swarm.recover(intent);
        }
        Proposal proposal = new Proposal(intent.rule(), new RestartContainer("", intent.subject()), intent.cause(),
                "it was interrupted");
        boolean ended = end(intent);
        return outcome(proposal, ended ? Result.SKIPPED : Result.FAILED,
                ended ? "an interrupted restart was forgotten; it left nothing behind" : "the ledger does not answer", clock.instant());
    }

    @Override
    public void stop(Duration grace) {
        swarm.stop(grace);
    }

    private Outcome restart(Proposal proposal, RestartContainer restart) {
        Instant startedAt = clock.instant();
        Optional<URI> agent = agents.agent(restart.nodeId());
        if (agent.isEmpty()) {
            return outcome(proposal, Result.REFUSED, "no agent answers on its node", startedAt);
        }
        Intent intent = new Intent(UUID.randomUUID().toString(), restart.subject(), RESTART, proposal.rule(), proposal.cause(),
                List.of(), "", holder, startedAt);
        try {
            if (!intents.begin(intent)) {
                return outcome(proposal, Result.SKIPPED,
                        "this instance does not hold the lease, or an action on it is under way", startedAt);
            }
        } catch (LedgerUnavailable unavailable) {
            return outcome(proposal, Result.FAILED, unavailable.getMessage(), startedAt);
        }
        try {
            return answered(proposal, client.restart(agent.get(), restart.containerId()), startedAt);
        } catch (FetchFailed failure) {
            return outcome(proposal, Result.FAILED, "its agent " + failure.getMessage(), startedAt);
        } finally {
            end(intent);
        }
    }

    private Outcome answered(Proposal proposal, Answer answer, Instant startedAt) {
        Result result = answer.isDone() ? Result.SUCCEEDED : answer.isLeft() ? Result.SKIPPED : Result.FAILED;
        return outcome(proposal, result, answer.message(), startedAt);
    }

    private boolean end(Intent intent) {
        try {
            intents.end(intent.id());
            return true;
        } catch (LedgerUnavailable unavailable) {
            LOG.warn("The intent of a restart stays until an instance holds the lease again: {}", unavailable.getMessage());
            return false;
        }
    }

    private Outcome outcome(Proposal proposal, Result result, String message, Instant startedAt) {
        return new Outcome(proposal, result, message, 0, startedAt, clock.instant());
    }
}
