package io.orcastra.rules.lint;

import io.orcastra.rules.Lately;
import io.orcastra.rules.ParsedRules;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * Checks sources against the house rules of DRL, all at once and without compiling them. What did not change since the
 * last time is not parsed again, which is nine tenths of the work. Used by one thread.
 */
public final class RuleLinter {
    /** Of files all of whose rules could be judged, in their order. */
    private static final Lately<ParsedRules, List<LintedRule>> LATELY = new Lately<>();

    private final FactTypes types = new FactTypes(RuleLinter.class.getClassLoader());
    private Map<RuleSource, ParsedRules> parsed = Map.of();

    /**
     * What a whole set of rules, such as that of a running instance, does not have: rules that never match because what
     * they ask for is concluded nowhere. To be asked of whole sets only.
     */
    public List<RuleProblem> lintWhole(List<RuleSource> sources) {
        return lintWhole(sources, Circumstances.NONE);
    }

    /**
     * The same, with what the configuration says; also rules that only say again what another says, and rules that always
     * contradict each other.
     */
    public List<RuleProblem> lintWhole(List<RuleSource> sources, Circumstances circumstances) {
        List<RuleProblem> problems = new ArrayList<>();
        List<LintedRule> all = lint(sources, problems);
        List<SetCheck> whole = List.of(new ReachCheck(types), new SubsumptionCheck(types, circumstances.held()),
                new OppositionCheck(types, circumstances.held()), new PresentValuesCheck(types, circumstances),
                new GivenNamesCheck(circumstances), new ShareCheck());
        whole.forEach(check -> check.inspect(all, problems));
        return RuleProblem.shown(problems, sources);
    }

    /** Every problem of every source, in the order of files, lines and columns; empty when there is none. */
    public List<RuleProblem> lint(List<RuleSource> sources) {
        var problems = new ArrayList<RuleProblem>();
        lint(sources, problems);
        return RuleProblem.shown(problems, sources);
    }

    /** @return the rules of the files that can be read */
    private List<LintedRule> lint(List<RuleSource> sources, List<RuleProblem> problems) {
        List<Check> checks = List.of(new IdCheck(ids(sources)), new UniqueCheck(), new SentenceCheck(), new ConsequenceCheck(types),
                new ConstructorCheck(types), new ComparisonsCheck(types),
                new ConstructCheck(), new ConstraintCheck(), new PathCheck(types), new ExpressionCheck(), new NameCheck(types),
                new ImportCheck(types), new KindCheck(types), new ContradictionCheck(types), new UnusedCheck(), new StrataCheck(),
                new JoinCheck(types), new ManyOfOneCheck(types), new ParameterCheck());
        List<LintedRule> all = new ArrayList<>();
        for (ParsedRules file : parsed(sources)) {
            problems.addAll(file.problems());
            if (file.problems().isEmpty()) {
                var report = new Report(file.source().name(), problems);
                FileCheck.inspect(file, report);
                all.addAll(inspect(file, checks, report));
            }
        }
        List<SetCheck> together = List.of(new LoopCheck(), new TwinCheck());
        together.forEach(check -> check.inspect(all, problems));
        return all;
    }

    /** @return the rules that could be judged */
    private static List<LintedRule> inspect(ParsedRules file, List<Check> checks, Report report) {
        List<RuleDescr> rules = file.rules();
        Optional<List<LintedRule>> known = LATELY.get(file);
        List<LintedRule> judged = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            int index = i;
            RuleDescr descr = rules.get(i);
            inspect(descr, () -> known.isPresent() ? known.get().get(index) : LintedRule.of(file, descr), checks, report)
                    .ifPresent(judged::add);
        }
        if (known.isEmpty() && judged.size() == rules.size()) {
            LATELY.keep(file, List.copyOf(judged));
        }
        return judged;
    }

    /** Parsers and checks go into a part of an expression by calling themselves: one of thousands of parts is too deep. */
    private static Optional<LintedRule> inspect(RuleDescr descr, Supplier<LintedRule> read, List<Check> checks, Report report) {
        try {
            LintedRule rule = read.get();
            checks.forEach(check -> check.inspect(rule, report));
            return Optional.of(rule);
        } catch (StackOverflowError e) {
            report.add(descr, "rule \"" + descr.getName() + "\" has an expression of too many parts",
                    "Maybe a list or a rule for each part");
        } catch (RuntimeException fault) {
            report.add(descr, "rule \"" + descr.getName() + "\" could not be judged: " + fault,
                    "Maybe it is written in a way nobody thought of, which is worth reporting; a simpler one is read");
        }
        return Optional.empty();
    }

    private Set<String> ids(List<RuleSource> sources) {
        return parsed(sources).stream().flatMap(file -> file.rules().stream()).map(ParsedRules::id).collect(Collectors.toSet());
    }

    /** The sources as they are read, in their order. */
    public List<ParsedRules> parsed(List<RuleSource> sources) {
        Map<RuleSource, ParsedRules> now = new LinkedHashMap<>();
        sources.forEach(source -> now.put(source, Optional.ofNullable(parsed.get(source)).orElseGet(() -> ParsedRules.of(source))));
        parsed = now;
        return sources.stream().map(now::get).toList();
    }
}
