package io.orcastra.rules.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and truths in a consequence: how long a timer runs, how urgent a wish is. */
final class ConsequenceEdits {
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|(?<![\\w.$])(\\d+|true|false)\\b");

    private ConsequenceEdits() {
    }

    static List<Edit> of(String rule, int start) {
        var edits = new ArrayList<Edit>();
        Matcher literal = LITERAL.matcher(rule).region(rule.lastIndexOf("\nthen"), rule.length()).useTransparentBounds(true);
        while (literal.find()) {
            if (literal.group(1) != null) {
                String other = other(literal.group(1));
                edits.add(new Edit(start + literal.start(), start + literal.end(), other,
                        "conclude with " + other + " for " + literal.group(1)));
            }
        }
        return edits;
    }

    private static String other(String literal) {
        return switch (literal) {
            case "true" -> "false";
            case "false" -> "true";
            default -> String.valueOf(Long.parseLong(literal) + 1);
        };
    }
}
