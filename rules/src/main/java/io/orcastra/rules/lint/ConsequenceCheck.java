package io.orcastra.rules.lint;

import io.orcastra.rules.RuleFamily;
import java.util.regex.Pattern;

/** The consequence is one logical insertion of a fact that rules may conclude, with nothing done beside it. */
final class ConsequenceCheck implements Check {
    private static final Pattern ONE_INSERTION =
            Pattern.compile("(?s)insertLogical\\s*\\(\\s*new\\s+\\w+\\s*\\(.*\\)\\s*\\)\\s*;?");
    private static final Pattern MORE = Pattern.compile("(?s);.*\\S|[{}]|->|::|\\bgetClass\\b|\\bdrools\\b|=(?!=)");

    private final FactTypes types;

    ConsequenceCheck(FactTypes types) {
        this.types = types;
    }

    @Override
    public void inspect(LintedRule rule, Report report) {
        String code = DrlText.withoutStrings(rule.consequence());
        int line = rule.descr().getConsequenceLine();
        if (!ONE_INSERTION.matcher(code).matches() || MORE.matcher(code).find()) {
            report.add(line, 0, "the consequence of \"" + rule.sentence() + "\" is more or less than one insertLogical",
                    "Maybe split the rule: then insertLogical( new Veto( ... ) );");
        } else if (rule.family() == RuleFamily.CONDITION && !types.isConclusion(rule.conclusion())) {
            report.add(line, 0, rule.conclusion() + " is not a fact that rules conclude",
                    "Maybe a Condition, Timer, Proposal, Veto or Finding; observers and the engine put in all others");
        }
    }
}
