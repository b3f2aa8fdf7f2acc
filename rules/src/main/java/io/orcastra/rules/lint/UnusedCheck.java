package io.orcastra.rules.lint;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is bound is used: a variable that stands there once is a join that was meant, or a leftover. */
final class UnusedCheck implements Check {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\w+");
    private static final Pattern BINDING = Pattern.compile("(\\$\\w+)\\s*:(?!=)");

    @Override
    public void inspect(LintedRule rule, Report report) {
        String text = DrlText.withoutStrings(rule.text());
        Map<String, Long> times = VARIABLE.matcher(text).results()
                .collect(Collectors.groupingBy(MatchResult::group, Collectors.counting()));
        Matcher binding = BINDING.matcher(text);
        while (binding.find()) {
            String variable = binding.group(1);
            if (times.get(variable) == 1) {
                int line = rule.descr().getLine() + (int) text.substring(0, binding.start())
                        .chars().filter(character -> character == '\n').count();
                int column = binding.start() - text.lastIndexOf('\n', binding.start());
                report.add(line, column, "variable " + variable + " of \"" + rule.sentence() + "\" is never used",
                        "Maybe join by it, or leave it out");
            }
        }
    }
}
