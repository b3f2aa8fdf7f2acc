package io.orcastra.adapters.containers;

import io.orcastra.adapters.agent.Answer;
import io.orcastra.adapters.containers.Intended.Ending;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Intent;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestartContainer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Has containers restarted by the agents of their nodes; all other actions go to the next. */
public final class ContainerActions implements ActionExecutor {

    private final ActionExecutor next;
    private final ContainerObserver agents;
    private final AgentClient client;
    private final Intended intended;

    /** @param next carries out all other actions */
    public ContainerActions(ActionExecutor next, ContainerObserver agents, AgentClient client, Intended intended) {
        this.next = next;
        this.agents = agents;
        this.client = client;
        this.intended = intended;
    }

    @Override
    public Outcome execute(Proposal proposal, Map<String, String> targets) {
        return proposal.action() instanceof RestartContainer restart
                ? restart(proposal, restart) : next.execute(proposal, targets);
    }

    /** Whether an interrupted restart came to its end, the container's health will tell. */
    @Override
    public Outcome recover(Intent intent) {
        return intent.action().equals(RestartContainer.class.getSimpleName())
                ? intended.forgotten(intent, new RestartContainer("", intent.subject())) : next.recover(intent);
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
        next.stop(grace);
    }

    private Outcome restart(Proposal proposal, RestartContainer restart) {
        Optional<URI> agent = agents.agent(restart.nodeId());
        if (agent.isEmpty()) {
            return intended.refused(proposal, "no agent answers on its node");
        }
        return intended.carriedOut(proposal, () -> ended(client.restart(agent.get(), restart.containerId())));
    }

    private static Ending ended(Answer answer) {
        Result result = answer.isDone() ? Result.SUCCEEDED : answer.isLeft() ? Result.SKIPPED : Result.FAILED;
        return new Ending(result, answer.message());
    }
}
