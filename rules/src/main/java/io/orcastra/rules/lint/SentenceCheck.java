package io.orcastra.rules.lint;

import io.orcastra.rules.RuleFamily;
import java.util.Map;
import java.util.regex.Pattern;

/** The name is one sentence that tells the family by its first word. */
final class SentenceCheck implements Check {
    private static final Map<RuleFamily, String> FIRST_WORDS = Map.of(
            RuleFamily.CONDITION, "a|an|the", RuleFamily.PROPOSAL, "propose", RuleFamily.VETO, "veto",
            RuleFamily.FINDING, "report", RuleFamily.TIMER, "time");
    private static final Pattern TWO_SENTENCES = Pattern.compile("\\band\\b");

    @Override
    public void inspect(LintedRule rule, Report report) {
        String words = FIRST_WORDS.get(rule.family());
        if (!rule.conclusion().isEmpty() && !rule.sentence().matches("(?:" + words + ") .+")) {
            report.add(rule.descr(), "rule \"" + rule.sentence() + "\" is a " + rule.family().word()
                            + " by what it concludes, not by its name",
                    "Maybe begin with " + words.replace("|", ", "));
        }
        if (TWO_SENTENCES.matcher(rule.sentence()).find()) {
            report.add(rule.descr(), "rule \"" + rule.sentence() + "\" says two things",
                    "Maybe these are two rules, or one condition with a name of its own");
        }
    }
}
