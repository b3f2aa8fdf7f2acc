package io.orcastra.adapters.containers;

import io.orcastra.engine.port.ActionExecutor;
import io.orcastra.engine.port.Intent;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** There is no swarm to act upon: whoever asks for that has not done its own work. */
final class NobodyElse implements ActionExecutor {
    @Override
    public Outcome execute(Proposal proposal, Map<String, String> targets) {
        throw new IllegalStateException("not asked for");
    }

    @Override
    public Outcome recover(Intent intent) {
        throw new IllegalStateException("not asked for");
    }

    @Override
    public void fence(Set<String> serviceIds) {
        throw new IllegalStateException("not asked for");
    }

    @Override
    public void allow(Set<StartPatience> starts) {
        throw new IllegalStateException("not asked for");
    }

    @Override
    public void stop(Duration grace) {
        throw new IllegalStateException("not asked for");
    }
}
