package io.orcastra.rules.lint;

import io.orcastra.rules.ParsedRules;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;

/** Checks sources against the house rules of DRL, all at once and without compiling them. */
public final class RuleLinter {
    private static final String PACKAGE = "io.orcastra.rules";
    private static final String ADVICE =
            "Maybe a condition or a fact says the same; rules only read facts and conclude facts";

    private final FactTypes types = new FactTypes(RuleLinter.class.getClassLoader());

    /** Every problem of every source, in the order of files, lines and columns; empty when there is none. */
    public List<RuleProblem> lint(List<RuleSource> sources) {
        var problems = new ArrayList<RuleProblem>();
        List<Check> checks = List.of(new IdCheck(), new UniqueCheck(), new SentenceCheck(), new ConsequenceCheck(types),
                new ConstructCheck(), new ConstraintCheck(), new NameCheck(types), new UnusedCheck(), new StrataCheck(),
                new JoinCheck());
        for (RuleSource source : sources) {
            ParsedRules parsed = ParsedRules.of(source);
            problems.addAll(parsed.problems());
            if (parsed.problems().isEmpty()) {
                var report = new Report(source.name(), problems);
                inspectFile(parsed.tree(), report);
                parsed.rules().stream().map(rule -> LintedRule.of(parsed, rule))
                        .forEach(rule -> checks.forEach(check -> check.inspect(rule, report)));
            }
        }
        return problems.stream().sorted().toList();
    }

    private static void inspectFile(PackageDescr file, Report report) {
        if (!PACKAGE.equals(file.getName())) {
            report.add(file, "the package is '" + file.getName() + "'", "Maybe package " + PACKAGE);
        }
        file.getImports().stream().filter(one -> !allowed(one))
                .forEach(one -> report.add(one, "import of " + one.getTarget(), "Maybe one of " + FactTypes.PACKAGES
                        + " with .*, or one of " + FactTypes.VALUES));
        file.getFunctionImports()
                .forEach(one -> report.add(one, "import of function " + one.getTarget(), ADVICE));
        file.getAccumulateImports()
                .forEach(one -> report.add(one, "import of accumulate " + one.getFunctionName(), ADVICE));
        file.getFunctions().forEach(one -> report.add(one, "function " + one.getName(), ADVICE));
        file.getGlobals().forEach(one -> report.add(one, "global " + one.getIdentifier(), ADVICE));
        file.getTypeDeclarations().forEach(one -> report.add(one, "declared type " + one.getTypeName(), ADVICE));
        file.getAttributes()
                .forEach(one -> report.add(one, "attribute " + one.getName() + " for the whole file", ADVICE));
    }

    private static boolean allowed(ImportDescr one) {
        String target = one.getTarget();
        return FactTypes.VALUES.contains(target)
                || FactTypes.PACKAGES.contains(target.substring(0, Math.max(target.lastIndexOf('.'), 0)));
    }
}
