package io.orcastra.adapters.cli;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.ledger.RequestAnswer;
import io.orcastra.engine.ledger.RequestAnswers;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.OperatorRequest;
import io.orcastra.rules.RuleBook;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What would be done for a request now; nothing is written. */
final class RequestPreview {

    @Mixin
    private Inputs inputs;

    @Option(names = "--dry-run", description = "Only say what would be done now; so does DRY_RUN, and dry_run in the"
            + " configuration. Exit code 3 when something would be.")
    private boolean asked;

    /** The configuration that says so too; a machine without one is no dry run. */
    Configuration configuration(Surroundings surroundings) throws ConfigurationInvalid {
        return inputs.configuration(surroundings);
    }

    boolean isWanted(Configuration configuration) {
        return asked || configuration.settings().engine().dryRun() && !configuration.observesOnly();
    }

    int show(OperatorRequest request, Configuration configuration, Surroundings surroundings)
            throws ConfigurationInvalid, ObservationFailed {
        LiveSwarm.Sight sight = new LiveSwarm(surroundings, configuration).look();
        Set<Object> facts = new HashSet<>(sight.observation().facts());
        facts.addAll(configuration.policies());
        facts.add(request);
        RuleBook rules = inputs.ruleBook(surroundings, configuration);
        FailingRules failing = new FailingRules(rules, surroundings);
        Evaluation evaluation = new Evaluation(rules, configuration.settings().engine().budgets(), failing);
        DecisionRecord decision = failing.watched(() -> evaluation.evaluate(facts, sight.timings(), sight.observation().at()));
        RequestAnswer answer = RequestAnswers.of(decision.facts(), decision.conditions(), decision.plan()).stream()
                .filter(one -> one.request().equals(request.id())).findFirst().orElseThrow();
        surroundings.out().println("dry run, nothing is written" + (answer.state().isEnd() ? ": it is so already" : ":"));
        answer.lines().forEach(line -> surroundings.out().println("  " + line));
        surroundings.out().flush();
        return failing.told(switch (answer.state()) {
            case DONE, OVER -> ExitCode.GOOD;
            case MOVING -> ExitCode.PLAN;
            case WAITING, HELD -> ExitCode.FAILURE;
        });
    }
}
