package io.orcastra.adapters.cli;

import io.orcastra.adapters.report.ExplainReport;
import io.orcastra.adapters.report.ExplainReporter;
import io.orcastra.adapters.report.Ink;
import io.orcastra.adapters.report.JsonReport;
import io.orcastra.adapters.report.TextExplanation;
import io.orcastra.adapters.cli.Knowledge.Known;
import io.orcastra.adapters.snapshot.UnreadableSnapshot;
import io.orcastra.adapters.status.DaemonUnreachable;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.engine.cycle.Examination;
import io.orcastra.engine.explain.Explainer;
import io.orcastra.engine.explain.Explanation;
import io.orcastra.engine.port.ObservationFailed;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleFamily;
import io.orcastra.rules.Spelling;
import io.orcastra.rules.reading.Reading;
import io.orcastra.rules.reading.Subject;
import io.orcastra.rules.reading.Whereabouts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orcastra explain}. */
@Command(name = "explain", description = {
        "Says why a service or node was acted on or not.",
        "Tells what was decided about it, what holds it back and until when, why each node does not take it, and of "
                + "every rule that wishes for nothing the first condition that fails, and by how much. Asks the daemon "
                + "of this machine, if one runs, what it knows; else looks at the swarm itself. Writes nothing."})
final class ExplainCommand implements Callable<Integer> {

    /** How an explanation can be written. */
    enum Output { TEXT, JSON }

    private final Surroundings surroundings;

    @Mixin
    private Inputs inputs;

    @Parameters(paramLabel = "SERVICE|NODE", description = "Name or id of a service or node.")
    private String name;

    @Option(names = "--rule", paramLabel = "ID", description = "Ask this rule only, of whatever family, such as ORC-MEM-201.")
    private String rule;

    @Option(names = "--snapshot", paramLabel = "FILE",
            description = "Explain this snapshot instead of the swarm; needs no Docker.")
    private Path snapshot;

    @ArgGroup(exclusive = false)
    private DaemonAddress daemon;

    @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    @Option(names = "--details", description = "Show all conditions, the rules nobody asked for, and where each rule stops.")
    private boolean details;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Basis basis = basis();
        RuleBook rules = basis.rules().book();
        List<RuleDescription> asked = asked(rules.rules());
        FailingRules failing = basis.failing(surroundings);
        Whereabouts walk = new Whereabouts();
        ExplainReport report = failing.<ExplainReport, Exception>watched(walk, () -> explained(basis, failing, asked, walk));
        surroundings.out().print(output == Output.JSON ? new JsonReport().render(report)
                : new TextExplanation(surroundings.colour() ? Ink.COLOUR : Ink.PLAIN, details || rule != null).render(report));
        surroundings.out().flush();
        return failing.told(ExitCode.GOOD);
    }

    private ExplainReport explained(Basis basis, FailingRules failing, List<RuleDescription> asked, Whereabouts walk)
            throws ObservationFailed, UnreadableSnapshot, DaemonUnreachable {
        Known known = new Knowledge(surroundings, Optional.ofNullable(snapshot), Optional.ofNullable(daemon)).examined(basis, failing);
        Examination examination = known.examination();
        Reading reading = Reading.of(basis.rules().files().sources()).without(basis.rules().book().off());
        Explanation explanation = new Explainer(reading, examination, walk).explain(subject(examination.record().facts()), asked);
        return ExplainReporter.report(explanation, examination.record(), known.source(), examination.record().at(),
                surroundings.clock().instant());
    }

    /** Of a snapshot, or of a daemon elsewhere, nobody knows which rules it was decided by. */
    private Basis basis() throws ConfigurationInvalid, UnreadableSnapshot {
        if (snapshot == null && daemon == null) {
            return Basis.here(surroundings, inputs);
        }
        Configuration configuration = inputs.configuration(surroundings);
        return Basis.of(configuration, new RulesHere(surroundings, inputs).ofFolder(configuration));
    }

    private List<RuleDescription> asked(List<RuleDescription> all) {
        if (rule == null) {
            return all.stream().filter(one -> one.family() == RuleFamily.PROPOSAL).toList();
        }
        List<RuleDescription> named = all.stream().filter(one -> one.id().equalsIgnoreCase(rule)).toList();
        if (named.isEmpty()) {
            throw unknown("there is no rule " + rule, rule, all.stream().map(RuleDescription::id).toList(),
                    "docs/rules.md lists all rules.");
        }
        return named;
    }

    private Subject subject(Set<Object> facts) {
        Subjects subjects = new Subjects(facts);
        List<Subject> meant = subjects.named(name);
        if (meant.size() > 1) {
            throw new UserError(name + " is the name of more than one\nMaybe say which: "
                    + String.join(", ", meant.stream().map(Subject::id).toList()));
        }
        if (meant.isEmpty()) {
            throw unknown("the swarm has no service or node " + name, name, subjects.names(), "it has not been deployed yet.");
        }
        return meant.get(0);
    }

    private static UserError unknown(String what, String word, List<String> known, String otherwise) {
        return new UserError(what + "\n" + Spelling.nearest(word, known)
                .map(nearest -> "Maybe you meant " + nearest + ".").orElse("Maybe " + otherwise));
    }
}
