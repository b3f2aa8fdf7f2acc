package io.orcastra.adapters.containers;

import io.orcastra.adapters.agent.Answer;
import io.orcastra.adapters.containers.Intended.Ending;
import io.orcastra.adapters.containers.StorageObserver.Stored;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.adapters.prometheus.fetch.FetchFailed;
import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Intent;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has garbage removed by the agents of its nodes; all other actions go to the next. */
public final class StorageActions implements ActionExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(StorageActions.class);

    private final ActionExecutor next;
    private final StorageObserver storage;
    private final AgentClient client;
    private final Intended intended;
    private volatile boolean stopping;

    /** @param next carries out all other actions */
    public StorageActions(ActionExecutor next, StorageObserver storage, AgentClient client, Intended intended) {
        this.next = next;
        this.storage = storage;
        this.client = client;
        this.intended = intended;
    }

    @Override
    public Outcome execute(Proposal proposal, Map<String, String> targets) {
        return proposal.action() instanceof CollectGarbage collect ? collect(proposal, collect) : next.execute(proposal, targets);
    }

    /** What was not removed is found again the next time. */
    @Override
    public Outcome recover(Intent intent) {
        return intent.action().equals(CollectGarbage.class.getSimpleName())
                ? intended.forgotten(intent, new CollectGarbage(intent.subject().replaceFirst("^storage:", ""), Set.of()))
                : next.recover(intent);
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
        stopping = true;
        next.stop(grace);
    }

    private Outcome collect(Proposal proposal, CollectGarbage collect) {
        Optional<Stored> stored = storage.of(collect.nodeId());
        if (stored.isEmpty()) {
            return intended.refused(proposal, "no agent tells what is stored there");
        }
        try {
            return intended.carriedOut(proposal, () -> removed(stored.get(), collect.items()));
        } finally {
            storage.collected(collect.nodeId());
        }
    }

    /** Containers first, as images are made free by them. */
    private Ending removed(Stored stored, Set<String> items) {
        URI agent = stored.agent();
        int removed = 0;
        int failed = 0;
        List<String> ordered;
        try {
            Set<String> needed = storage.needed(stored);
            ordered = items.stream().filter(item -> !needed.contains(item)).sorted().toList();
        } catch (DockerFailure | LedgerUnavailable away) {
            return new Ending(Result.FAILED, "nothing was removed, the services cannot be read: " + away.getMessage());
        }
        String silence = "";
        for (String item : ordered) {
            if (stopping || !silence.isEmpty()) {
                break;
            }
            Answer answer;
            try {
                answer = client.remove(agent, item);
            } catch (FetchFailed silent) {
                silence = "; its agent " + silent.getMessage() + " when it was to remove " + item;
                continue;
            }
            removed += answer.isDone() ? 1 : 0;
            failed += answer.isDone() || answer.isLeft() ? 0 : 1;
            LOG.atInfo().addKeyValue("item", item).addKeyValue("result", answer.result())
                    .addKeyValue("message", answer.message()).log("Garbage");
        }
        String message = "removed " + removed + " of " + items.size() + ", " + reclaimed(stored)
                + (ordered.size() < items.size() ? "; services use " + (items.size() - ordered.size()) + " by now" : "")
                + (failed > 0 ? "; " + failed + " could not be removed" : "") + silence;
        return new Ending(failed > 0 || !silence.isEmpty() ? Result.FAILED : removed > 0 ? Result.SUCCEEDED : Result.SKIPPED, message);
    }

    /** What is gone is gone, whether its agent can still tell what that was worth or not. */
    private String reclaimed(Stored stored) {
        try {
            return "reclaimed " + (stored.totalBytes() - client.storage(stored.agent()).totalBytes()) + " bytes";
        } catch (FetchFailed silent) {
            return "how much was reclaimed is not known, its agent " + silent.getMessage();
        }
    }
}
