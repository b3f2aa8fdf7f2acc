package io.orcastra.engine.simulation;

import io.orcastra.engine.simulation.SwarmEvent.Kind;
import io.orcastra.engine.simulation.Trial.TrialService;
import io.orcastra.facts.cluster.ServiceMode;
import io.orcastra.facts.decision.MoveService;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.policy.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An anchor that we relocated and all that follow it are together again in the end, there or where they came from. */
final class SetWatch {
    /** Giving up takes ten minutes, coming back some more. */
    private static final Duration PATIENCE = Duration.ofMinutes(25);
    /** What may take a task elsewhere, or keep one from following, without us. */
    private static final Set<Kind> FOREIGN = Set.of(Kind.NODE_LOST, Kind.NODE_DOWN, Kind.NODE_BACK, Kind.NODE_READY,
            Kind.AVAILABILITY, Kind.TASK_EVICTED, Kind.UPDATED_BY_OWNER, Kind.ROLLED_BACK, Kind.KERNEL_KILL,
            Kind.LEADER_CHANGED, Kind.SILENCE);

    private final List<TrialService> services;
    private final SimulatedSwarm swarm;
    private final Map<String, Instant> moved = new HashMap<>();

    SetWatch(Trial trial, SimulatedSwarm swarm) {
        services = trial.services();
        this.swarm = swarm;
    }

    void happened(SwarmEvent event) {
        if (FOREIGN.contains(event.kind())) {
            moved.clear();
        }
    }

    void ended(Outcome outcome) {
        Proposal done = outcome.proposal();
        if (done.action() instanceof MoveService && outcome.result() == Result.SUCCEEDED) {
            moved.put(done.subject(), swarm.clock().instant());
        }
    }

    void atTheEnd() {
        for (TrialService service : services) {
            service.policy().stream().filter(Dependency.class::isInstance)
                    .forEach(fact -> check(service, ((Dependency) fact).anchor()));
        }
    }

    private void check(TrialService dependent, String anchor) {
        Instant at = moved.get(anchor + "-id");
        if (at == null || at.plus(PATIENCE).isAfter(swarm.clock().instant())
                || dependent.service().mode() != ServiceMode.REPLICATED) {
            return;
        }
        List<String> home = swarm.census().services().get(anchor).nodes();
        List<String> where = swarm.census().services().get(dependent.name()).nodes();
        if (!home.isEmpty() && !home.containsAll(where)) {
            throw new Violation("a set moves as one or not at all",
                    dependent.name() + " is on " + where + ", its anchor " + anchor + " on " + home);
        }
    }
}
