package io.orcastra.adapters.ssh;

import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.api.DockerFailure;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.rules.RuleBook;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Decides, as long as the engine is in no swarm, whether one is made: by the same rules and planner as everything else,
 * without lease and ledger, which live in the swarm that is to be.
 */
public final class FirstSwarm {
    private final DockerApi docker;
    private final Supplier<RuleBook> rules;
    private final Supplier<? extends Collection<?>> policies;
    private final BooleanSupplier dryRun;
    private final MachineActions actions;
    private final EngineListener listener;
    private final EngineListener watch;
    private final Clock clock;
    private RuleBook inForce;
    private RuleBook own;

    /**
     * @param rules    those in force; not changed by what happens here
     * @param listener is told each decision, whatever it is
     * @param watch    is told of the rules as they conclude, with the listener
     */
    public FirstSwarm(DockerApi docker, Supplier<RuleBook> rules, Supplier<? extends Collection<?>> policies,
            BooleanSupplier dryRun, MachineActions actions, EngineListener listener, EngineListener watch, Clock clock) {
        this.docker = docker;
        this.rules = rules;
        this.policies = policies;
        this.dryRun = dryRun;
        this.actions = actions;
        this.listener = listener;
        this.watch = EngineListener.all(List.of(listener, watch));
        this.clock = clock;
    }

    /** Makes the swarm when rules say so; without effect when the engine is in one. */
    public void consider(Set<Machine> machines) {
        if (!isWithout()) {
            return;
        }
        Set<Object> facts = new HashSet<>(policies.get());
        facts.addAll(machines);
        DecisionRecord decision = new Evaluation(own(), Budgets.DEFAULT, watch).evaluate(facts, clock.instant());
        listener.cycleCompleted(decision);
        if (!dryRun.getAsBoolean()) {
            decision.plan().execute().forEach(this::make);
        }
    }

    /** A rule that fails is taken out, and that on another thread than the loop's. */
    private RuleBook own() {
        RuleBook now = rules.get();
        if (now != inForce) {
            inForce = now;
            own = now.copy();
        }
        return own;
    }

    private void make(PlannedAction planned) {
        if (planned.proposal().action() instanceof InitialiseSwarm action) {
            listener.actionStarted(planned);
            Outcome outcome = actions.initialise(planned.proposal(), action);
            listener.actionFinished(outcome);
        }
    }

    private boolean isWithout() {
        try {
            return isWithout(docker);
        } catch (DockerFailure away) {
            return false;
        }
    }

    /**
     * Whether that engine is in no swarm.
     *
     * @throws DockerFailure when it does not say
     */
    public static boolean isWithout(DockerApi docker) {
        return docker.get("/info").path("Swarm").path("LocalNodeState").asText("").equals("inactive");
    }
}
