package io.orcastra.rules.lint;

import io.orcastra.rules.ParsedRules;
import io.orcastra.rules.RuleFamily;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * One rule as the checks see it.
 *
 * @param patterns every pattern, inside {@code not}, {@code exists} and {@code accumulate} as well
 * @param others   elements of the condition that are not patterns of facts, such as {@code eval} or {@code or}
 * @param accumulates what is counted or collected
 * @param results  what is asked of that
 * @param bound    variables the consequence may use
 */
record LintedRule(
        ParsedRules source, RuleDescr descr, List<LintedPattern> patterns, List<BaseDescr> others,
        List<AccumulateDescr> accumulates, List<Constraint> results, Set<String> bound, Consequence then) {

    static LintedRule of(ParsedRules source, RuleDescr descr) {
        var walk = new ConditionWalk();
        walk.group(descr.getLhs().getDescrs(), true);
        return new LintedRule(source, descr, walk.patterns(), walk.others(), walk.accumulates(), walk.results(),
                walk.bound(), Consequence.of(source.source(), descr));
    }

    String id() {
        return ParsedRules.id(descr);
    }

    String sentence() {
        return descr.getName();
    }

    RuleFamily family() {
        return RuleFamily.concluding(conclusion());
    }

    String conclusion() {
        return then.conclusion();
    }

    /** The rule as it stands in its file, from its first line to its last. */
    String text() {
        return source.source().text().lines().skip(descr.getLine() - 1L)
                .limit(descr.getEndLine() - descr.getLine() + 1L).collect(Collectors.joining("\n"));
    }

    /** Where it stands. */
    String place() {
        return source.source().name() + ":" + descr.getLine();
    }
}
