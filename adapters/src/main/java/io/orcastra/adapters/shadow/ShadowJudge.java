package io.orcastra.adapters.shadow;

import io.orcastra.adapters.history.ReplayReport;
import io.orcastra.adapters.history.SeenNames;
import io.orcastra.adapters.shadow.ShadowAnswer.Judged;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.Problem;
import io.orcastra.engine.cycle.Rerun;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.replay.Candidate;
import io.orcastra.engine.replay.Comparison;
import io.orcastra.engine.replay.Difference;
import io.orcastra.engine.replay.Replay;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.lint.RuleLinter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Judges each cycle of a running daemon once more, by a candidate. Used by one thread. */
final class ShadowJudge implements AutoCloseable {
    /** Some hundred KiB of report. */
    private static final int KEPT = 500;

    private final SeenNames names = new SeenNames();
    private final RuleBook rules;
    private final Rerun rerun;
    private final Replay replay;
    private final List<String> warnings;
    private RuleProblem failure;

    /**
     * @throws InvalidRules         when a rule does not compile, or breaks what all rules keep to
     * @throws ConfigurationInvalid when the configuration is no good, or names a rule there is none of
     */
    ShadowJudge(ShadowRequest request) throws ConfigurationInvalid {
        List<RuleProblem> broken = new RuleLinter().lint(request.rules());
        if (!broken.isEmpty()) {
            throw new InvalidRules(broken);
        }
        RuleBook all = RuleBook.cachedIn(Path.of(request.cache()), request.rules());
        List<Problem> problems = new ArrayList<>(request.settings().problems(all.known()));
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new ConfigurationInvalid(problems);
        }
        Candidate candidate = Candidate.AS_RECORDED;
        if (!request.files().isEmpty()) {
            Configuration configuration =
                    new ConfigurationLoader().load(request.files().stream().map(Path::of).toList(), request.environment());
            problems.addAll(0, configuration.warnings());
            candidate = new Candidate(Optional.of(configuration.policies()),
                    Optional.of(configuration.settings().engine().budgets()));
        }
        warnings = problems.stream().map(problem -> problem.place() + ": " + problem.message() + "\n  " + problem.advice()).toList();
        rules = all.without(request.settings().off());
        rerun = new Rerun(rules, new Failing());
        replay = new Replay(rerun, candidate, KEPT);
    }

    int rules() {
        return rules.rules().size();
    }

    /** Of its configuration, or of that in force by its rules: what should be mended, and does not stand in the way. */
    List<String> warnings() {
        return warnings;
    }

    /** @param nanos a clock that only goes on */
    Judged judge(Entry.Cycle cycle, LongSupplier nanos) {
        long began = nanos.getAsLong();
        names.see(cycle);
        replay.next(cycle);
        Comparison so = replay.result();
        return new Judged(so.cycles(), so.agreed(), count(so, Difference.Kind.GONE), count(so, Difference.Kind.ADDED),
                count(so, Difference.Kind.CHANGED), nanos.getAsLong() - began);
    }

    /** The rule that threw or did not come to rest, with its place. */
    Optional<RuleProblem> failure() {
        return Optional.ofNullable(failure);
    }

    ReplayReport report() {
        return ReplayReport.of(replay.result(), names.names());
    }

    @Override
    public void close() {
        rerun.close();
    }

    private static long count(Comparison comparison, Difference.Kind kind) {
        return comparison.began().getOrDefault(kind, 0L);
    }

    /** The first rule that fails ends the candidate: it is no good. */
    private final class Failing implements EngineListener {
        @Override
        public void ruleIsolated(String id, String reason) {
            Optional<RuleDescription> rule = rules.known().stream().filter(known -> known.id().equals(id)).findFirst();
            failure = failure != null ? failure : new RuleProblem(rule.map(RuleDescription::file).orElse("?"),
                    rule.map(RuleDescription::line).orElse(0), 0, "rule " + id + ": " + reason,
                    "Maybe a value can be absent, a conclusion leads to itself, patterns share only a key that many facts "
                            + "have, or an honest swarm needs more heap");
        }
    }
}
