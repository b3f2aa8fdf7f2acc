package io.orcastra.rules.lint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is bound is used: a variable that stands there once is a join that was meant, or a leftover. */
final class UnusedCheck implements Check {
    private static final Pattern BINDING = Pattern.compile("(\\$\\w+)\\s*:(?!=)");

    @Override
    public void inspect(LintedRule rule, Report report) {
        String text = DrlText.withoutStrings(rule.text());
        Matcher binding = BINDING.matcher(text);
        while (binding.find()) {
            String variable = binding.group(1);
            if (Pattern.compile(Pattern.quote(variable) + "\\b").matcher(text).results().count() == 1) {
                int line = rule.descr().getLine() + (int) text.substring(0, binding.start())
                        .chars().filter(character -> character == '\n').count();
                int column = binding.start() - text.lastIndexOf('\n', binding.start());
                report.add(line, column, "variable " + variable + " of \"" + rule.sentence() + "\" is never used",
                        "Maybe join by it, or leave it out");
            }
        }
    }
}
