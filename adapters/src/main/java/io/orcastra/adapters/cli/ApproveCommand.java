package io.orcastra.adapters.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.adapters.docker.api.ApiListener;
import io.orcastra.adapters.docker.api.DockerApi;
import io.orcastra.adapters.docker.ledger.SwarmConfigLedger;
import io.orcastra.adapters.masking.Redaction;
import io.orcastra.adapters.report.ActionWords;
import io.orcastra.adapters.report.Names;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.ledger.ApprovalPage;
import io.orcastra.engine.plan.PlannerRule;
import io.orcastra.engine.plan.Refusal;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.Approval;
import io.orcastra.facts.control.NoLease;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orcastra approve}. */
@Command(name = "approve", description = {
        "Lets an action go on that asks first.",
        "Works on any manager: the approval is written into the swarm, and the instance that acts carries it "
                + "out. Refused when the swarm has changed since, so that this action is not wished any more, and where a rule "
                + "that failed might forbid it; a rule that failed and could not is named only."})
final class ApproveCommand implements Callable<Integer> {

    /** A week. */
    private static final int LONGEST_MINUTES = 10_080;

    private final Surroundings surroundings;

    @Mixin
    private Inputs inputs;

    @Parameters(paramLabel = "PLAN", description = "Id of the action, as reports, logs and history name it.")
    private String plan;

    @Spec
    private CommandSpec spec;

    @Option(names = "--valid", paramLabel = "MINUTES", defaultValue = "15",
            description = "An approval that was not used for so long is worth nothing (default: ${DEFAULT-VALUE}).")
    private int minutes;

    ApproveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws ConfigurationInvalid, ObservationFailed, LedgerUnavailable, UnreadableSnapshot {
        if (minutes < 1 || minutes > LONGEST_MINUTES) {
            throw new CommandLine.ParameterException(spec.commandLine(),
                    "Invalid value for option '--valid': " + minutes + " is not in the range 1 to " + LONGEST_MINUTES);
        }
        Basis basis = Basis.here(surroundings, inputs);
        Optional<Object> masked = basis.known().flatMap(known -> known.facts().stream()
                .filter(fact -> Redaction.isMasked(fact.toString())).findFirst());
        String action = masked.isPresent() ? byDaemon(masked.get()) : byThisLook(basis);
        Instant now = surroundings.clock().instant();
        try (DockerApi api = new DockerApi(surroundings.engine(), ApiListener.NOOP, surroundings.clock())) {
            ApprovalPage.write(new SwarmConfigLedger(api), new Approval(plan, now.plus(Duration.ofMinutes(minutes))), now);
        }
        surroundings.out().println("approved for " + minutes + " min: " + action);
        surroundings.out().flush();
        return ExitCode.GOOD;
    }

    /** A daemon masks what it tells and decides by what is: what waits by its own decision does wait. */
    private String byDaemon(Object masked) {
        Optional<String> waiting = new DaemonHere(surroundings).decision().flatMap(decision -> waiting(decision.path("deferred")));
        return waiting.orElseThrow(() -> new UserError("no action with the id " + plan + " waits for approval in the last decision of the "
                + "daemon here, and this cannot decide again: the daemon masks what it tells of the swarm, such as a "
                + masked.getClass().getSimpleName() + " with a secret in it\n"
                + "Maybe mend the configuration, which orcastra check names, or approve on the manager whose daemon acts."));
    }

    private Optional<String> waiting(JsonNode deferred) {
        for (JsonNode held : deferred) {
            for (JsonNode objection : held.path("objections")) {
                if (isAsking(objection.path("rule").asText()) && objection.path("reason").asText().endsWith(" " + plan)) {
                    return Optional.of(held.at("/action/text").asText());
                }
            }
        }
        return Optional.empty();
    }

    private String byThisLook(Basis basis) throws ObservationFailed {
        FailingRules failing = basis.failing(surroundings);
        DecisionRecord decision = failing.<DecisionRecord, ObservationFailed>watched(() -> decided(basis, basis.evaluation(failing)));
        boolean failed = failing.told(ExitCode.GOOD) != ExitCode.GOOD;
        List<Refusal> waiting = decision.plan().deferred().stream()
                .filter(refusal -> refusal.vetoes().stream().anyMatch(veto -> isAsking(veto.rule()))).toList();
        ActionWords words = new ActionWords(new Names(decision.facts()));
        return waiting.stream().filter(refusal -> reason(refusal).endsWith(" " + plan)).findFirst()
                .map(refusal -> words.of(refusal.proposal().action())).orElseThrow(() -> doesNotWait(failed, waiting, words));
    }

    private UserError doesNotWait(boolean failed, List<Refusal> waiting, ActionWords words) {
        String held = failed ? "a rule that failed, named above, might forbid it: it is held until that file is mended. Or " : "";
        String others = waiting.isEmpty() ? "the swarm has changed since, or it was carried out: nothing waits."
                : "the swarm has changed since. What waits: " + waiting.stream()
                .map(refusal -> words.of(refusal.proposal().action()) + " (" + reason(refusal) + ")").collect(Collectors.joining("; "));
        return new UserError("no action with the id " + plan + " waits for approval now\nMaybe " + held + others);
    }

    /** As a dry run decides. */
    private DecisionRecord decided(Basis basis, Evaluation evaluation) throws ObservationFailed {
        if (basis.known().isPresent()) {
            return decided(evaluation, basis.known().get());
        }
        Configuration configuration = basis.file().orElseThrow();
        LiveSwarm.Sight sight = new LiveSwarm(surroundings, configuration).look();
        Set<Object> facts = new HashSet<>(sight.observation().facts());
        facts.addAll(configuration.policies());
        return evaluation.evaluate(facts, sight.timings(), sight.observation().at());
    }

    /** Whether the daemon here is the one that acts is of no concern. */
    private static DecisionRecord decided(Evaluation evaluation, Snapshot known) {
        Set<Object> facts = new HashSet<>(known.facts());
        facts.removeIf(NoLease.class::isInstance);
        return evaluation.evaluate(facts, known.background().orElseThrow(), known.takenAt());
    }

    private static boolean isAsking(String rule) {
        return rule.equals(PlannerRule.WAITS_FOR_APPROVAL.id());
    }

    private static String reason(Refusal refusal) {
        return refusal.vetoes().get(0).reason();
    }
}
