package io.orcastra.adapters.cli;

import io.orcastra.adapters.report.Report.Step;
import io.orcastra.adapters.report.Reporter;
import io.orcastra.adapters.ssh.SwarmToBe;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.explain.Forecast;
import io.orcastra.engine.explain.Forecaster;
import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.InitialiseSwarm;
import io.orcastra.facts.decision.MachineAction;
import io.orcastra.facts.decision.RestartContainer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is expected to become of a decision that was made in one look. */
record Outlook(Evaluation evaluation, DecisionRecord decision) {

    /** Nothing where nothing is planned for the swarm itself: machines and what engines store are not simulated. */
    Optional<Forecast> forecast() {
        if (planned().allMatch(one -> isOutside(one.proposal().action()))) {
            return Optional.empty();
        }
        Forecast forecast = new Forecaster(evaluation).forecast(decision);
        Set<String> outside = planned().map(PlannedAction::proposal).filter(proposal -> isOutside(proposal.action()))
                .map(proposal -> proposal.rule() + " " + proposal.subject()).collect(Collectors.toSet());
        return Optional.of(new Forecast(forecast.nodes(), forecast.moves(), forecast.services(), forecast.sequel(),
                forecast.balance(), forecast.gone(),
                forecast.left().stream().filter(wrong -> !outside.contains(wrong.rule() + " " + wrong.subject())).toList(),
                forecast.come(), forecast.takes(), forecast.caveats()));
    }

    /** What later decisions would do when machines have joined, decided about these facts as they would be then. */
    List<Step> following(Set<Object> facts, Collection<Timing> timings) {
        return SwarmToBe.after(decision, facts, later -> evaluation.evaluate(later, timings, decision.at())).stream()
                .flatMap(stage -> Reporter.steps(stage.decision(), stage.actions()).stream()).toList();
    }

    /** Whether it is about making a swarm, be it only why none is made. */
    boolean isFounding() {
        return Stream.concat(planned().map(PlannedAction::proposal), decision.plan().vetoed().stream().map(Refusal::proposal))
                .anyMatch(proposal -> proposal.action() instanceof InitialiseSwarm);
    }

    boolean collectsGarbage() {
        return planned().anyMatch(one -> one.proposal().action() instanceof CollectGarbage);
    }

    private Stream<PlannedAction> planned() {
        return decision.plan().execute().stream();
    }

    private static boolean isOutside(Action action) {
        return action instanceof MachineAction || action instanceof RestartContainer || action instanceof CollectGarbage
                || action instanceof FetchMod;
    }
}
