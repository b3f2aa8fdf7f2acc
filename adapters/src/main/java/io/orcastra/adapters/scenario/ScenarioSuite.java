package io.orcastra.adapters.scenario;

import io.orcastra.adapters.overrun.NoEnd;
import io.orcastra.adapters.overrun.Patience;
import io.orcastra.adapters.scenario.script.KnownRules;
import io.orcastra.adapters.scenario.script.Miss;
import io.orcastra.adapters.scenario.script.Performance;
import io.orcastra.adapters.scenario.script.Script;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ProblemReport;
import io.orcastra.adapters.yaml.ScriptReader;
import io.orcastra.engine.plan.PlannerRule;
import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleDescription;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays scenarios against rules. Deterministic; touches nothing but the files it reads. Used by one thread.
 *
 * <p>To judge one candidate: {@code new ScenarioSuite(book, System::nanoTime).run(ScenarioFiles.in(List.of(folder)))}.
 */
public final class ScenarioSuite {
    private final RulesOfScenario rules;
    private final LongSupplier nanos;
    private final Goldens goldens;
    private final Onlooker onlooker;
    private final Patience patience;
    private final Set<String> builtIn = RulePack.builtIn().stream().map(RuleSource::policy).collect(Collectors.toSet());
    private final Map<RuleBook, String> spoilt = new HashMap<>();
    private final Map<String, Path> refused = new HashMap<>();

    /** All scenarios against these rules, whatever folders they name. A rule that fails is taken out of the book. */
    public ScenarioSuite(RuleBook rules, LongSupplier nanos) {
        this((scenario, named, policies) -> rules, nanos, Goldens.COMPARED, Onlooker.NOBODY, Patience.ENDLESS);
    }

    /** @param patience with the rules of one scenario; those that come to no end are not asked again */
    public ScenarioSuite(RulesOfScenario rules, LongSupplier nanos, Goldens goldens, Onlooker onlooker, Patience patience) {
        this.rules = rules;
        this.onlooker = onlooker;
        this.patience = patience;
        this.nanos = nanos;
        this.goldens = goldens;
    }

    /** One result for each file, in their order. */
    public List<ScenarioResult> run(List<Path> files) {
        return run(files, result -> { });
    }

    /** @param told each result as soon as it is there */
    public List<ScenarioResult> run(List<Path> files, Consumer<ScenarioResult> told) {
        List<ScenarioResult> results = new ArrayList<>();
        for (Path file : files) {
            ScenarioResult result = run(file);
            results.add(result);
            told.accept(result);
        }
        return List.copyOf(results);
    }

    private ScenarioResult run(Path file) {
        long begun = nanos.getAsLong();
        String name = file.getFileName().toString();
        try {
            Script script = ScriptReader.read(file, (folder, policies) -> known(rules.of(file, folder, policies)));
            RuleBook book = rules.of(file, script.rules(), script.policies());
            if (spoilt.containsKey(book)) {
                return new ScenarioResult(file, script.title(), Optional.empty(), List.of(file + ": not played: "
                        + spoilt.get(book) + "\n  Maybe mend that rule first."), since(begun));
            }
            Performance performance = played(script, book);
            List<String> failures = failures(file, performance);
            if (!performance.isolated().isEmpty()) {
                spoilt.put(book, performance.isolated().get(0));
            } else {
                goldens.check(performance).ifPresent(failures::add);
            }
            return new ScenarioResult(file, script.title(), Optional.of(performance), failures, since(begun));
        } catch (NoEnd endless) {
            return new ScenarioResult(file, name, Optional.empty(), List.of(file + ": " + endless.getMessage()), since(begun));
        } catch (ConfigurationInvalid invalid) {
            return new ScenarioResult(file, name, Optional.empty(),
                    invalid.problems().stream().map(ProblemReport::of).toList(), since(begun));
        } catch (InvalidRules invalid) {
            return new ScenarioResult(file, name, Optional.empty(), List.of(said(file, invalid)), since(begun));
        } catch (IOException e) {
            return new ScenarioResult(file, name, Optional.empty(), List.of(file + ": its report cannot be read or written: "
                    + e.getMessage() + "\n  Maybe the permissions of its folder forbid it."), since(begun));
        }
    }

    private Performance played(Script script, RuleBook book) {
        Set<String> off = off(script, book);
        try {
            return patience.over(book, onlooker.whereabouts(), () -> Performance.play(script, off.isEmpty() ? book : book.without(off),
                    record -> onlooker.saw(book, off, record), patience));
        } catch (NoEnd endless) {
            spoilt.put(book, endless.getMessage().lines().findFirst().orElse(""));
            throw endless;
        }
    }

    /** At length only once: any number of scenarios lie beside the same rules. */
    private String said(Path file, InvalidRules invalid) {
        Path first = refused.putIfAbsent(invalid.getMessage(), file);
        return first == null ? invalid.getMessage() : file + ": not played: its rules are no good, as said of " + first
                + "\n  Maybe mend them first.";
    }

    private Duration since(long begun) {
        return Duration.ofNanos(nanos.getAsLong() - begun);
    }

    private static List<String> failures(Path file, Performance performance) {
        List<String> failures = new ArrayList<>();
        performance.isolated().forEach(rule -> failures.add(file + ": " + rule
                + "\n  Maybe orcastra check says more about it."));
        for (Miss miss : performance.misses()) {
            failures.add(file + ":" + miss.expectation().line() + ":" + miss.expectation().column() + ": "
                    + MissWords.of(miss));
        }
        return failures;
    }

    /** Switched off by the configuration, or of a policy the scenario is not about. */
    private Set<String> off(Script script, RuleBook book) {
        Set<String> off = new HashSet<>(script.off());
        script.policies().ifPresent(policies -> own(book).filter(rule -> !policies.contains(rule.policy()))
                .map(RuleDescription::id).forEach(off::add));
        return off;
    }

    private KnownRules known(RuleBook book) {
        Set<String> ids = new HashSet<>();
        book.rules().stream().map(RuleDescription::id).forEach(ids::add);
        List.of(PlannerRule.values()).forEach(rule -> ids.add(rule.id()));
        return new KnownRules(ids, own(book).map(RuleDescription::policy).collect(Collectors.toSet()));
    }

    private Stream<RuleDescription> own(RuleBook book) {
        return book.known().stream().filter(rule -> !builtIn.contains(rule.policy()));
    }
}
