package io.orcastra.rules;

import io.orcastra.rules.DrlTokens.Kind;
import io.orcastra.rules.DrlTokens.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Slips between {@code when} and {@code then}. Used for one rule. */
final class PatternSlips {
    private static final Map<String, String> INSTEAD = Map.ofEntries(Map.entry("===", "=="), Map.entry("<>", "!="), Map.entry("=>", ">="),
            Map.entry("=<", "<="), Map.entry("equals", "=="), Map.entry("is", "=="));
    private static final Set<String> COMPARING = Set.of("==", "!=", "<", ">", "<=", ">=");
    private static final Map<String, Integer> BINARY = Map.of("KiB", 10, "MiB", 20, "GiB", 30, "TiB", 40, "K", 10, "M", 20, "G", 30);
    private static final Map<String, Long> DECIMAL = Map.of("KB", 1_000L, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L);
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Map<String, String> PARTS_OF_TEXT = Map.of("startsWith", "%s.*", "startswith", "%s.*", "endsWith", ".*%s",
            "endswith", ".*%s", "like", ".*%s.*");
    private static final Set<String> LOWER = Set.of("Not", "NOT", "Exists", "EXISTS", "Accumulate");

    /** Takes what is wrong, with an advice. */
    interface Report {
        void add(Token at, String message, String advice);
    }

    /** @param pattern whether a fact's type stands before it */
    private record Bracket(Token at, boolean pattern) {
    }

    private final Report report;
    private final Deque<Bracket> open = new ArrayDeque<>();

    PatternSlips(Report report) {
        this.report = report;
    }

    /** @param then what stands behind them */
    void in(List<Token> condition, Token then) {
        for (int i = 0; i < condition.size(); i++) {
            Token token = condition.get(i);
            Token before = i == 0 ? token : condition.get(i - 1);
            Token next = i + 1 == condition.size() ? then : condition.get(i + 1);
            if (token.is("(")) {
                open.push(new Bracket(token, i > 0 && before.isType()));
            } else if (token.is(")")) {
                close(token, before);
            } else if (inPattern() && beginsPattern(token, next)) {
                report.add(open.pop().at(), "this bracket is not closed before the next pattern begins", "Maybe write ) at its end");
            } else if (inPattern()) {
                pattern(token, i == 0 ? null : before, next);
            } else {
                between(token, next);
            }
        }
        if (!open.isEmpty()) {
            report.add(open.peek().at(), "this bracket is not closed before then", "Maybe write ) at its end");
        }
    }

    private static boolean beginsPattern(Token token, Token next) {
        boolean asked = token.is("not") || token.is("exists");
        return token.first() && (token.isType() && next.is("(") || asked && next.isType());
    }

    private boolean inPattern() {
        return !open.isEmpty() && open.peek().pattern();
    }

    private void close(Token token, Token before) {
        if (COMPARING.contains(before.text()) && before.kind() == Kind.SIGN) {
            nothingBehind(before);
        }
        if (open.isEmpty()) {
            report.add(token, "this bracket closes nothing", "Maybe it is one too many");
        } else {
            open.pop();
        }
    }

    private void nothingBehind(Token operator) {
        report.add(operator, "'" + operator.text() + "' compares with nothing", "Maybe a value or a variable is missing behind it");
    }

    private void between(Token token, Token next) {
        if (LOWER.contains(token.text()) && (next.isType() || next.is("("))) {
            report.add(token, "'" + token.text() + "' cannot be read here", "Maybe you meant " + token.text().toLowerCase(Locale.ROOT));
        } else if (open.isEmpty() && token.isType() && !next.is("(") && !next.is(".")) {
            report.add(token, "the pattern " + token.text() + " has no brackets", "Maybe write " + token.text()
                    + "( ... ), with all it asks for between");
        }
    }

    private void pattern(Token token, Token before, Token next) {
        if (PARTS_OF_TEXT.containsKey(token.text()) && before != null && before.isValue() && next.kind() == Kind.TEXT) {
            report.add(token, "'" + token.text() + "' compares nothing", "Maybe write matches \""
                    + String.format(PARTS_OF_TEXT.get(token.text()), escaped(next.text())) + "\"");
        } else if (token.is("=")) {
            boolean variable = before != null && before.text().startsWith("$");
            report.add(token, "'=' compares nothing", variable
                    ? "Maybe " + before.text() + " : " + next.text() + " is meant, which keeps a field" : "Maybe write == to compare");
        } else if (token.kind() != Kind.TEXT && INSTEAD.containsKey(token.text()) && before != null && before.isValue() && !next.is("(")) {
            report.add(token, "'" + token.text() + "' compares nothing",
                    "Maybe write " + (next.is("not") ? "!=" : INSTEAD.get(token.text())) + " to compare");
        } else if (token.is("and")) {
            report.add(token, "within a pattern there is no 'and'", "Maybe write a comma: all that is separated by commas must be true");
        } else if (token.is("or")) {
            report.add(token, "within a pattern there is no 'or'", "Maybe in ( .. ) lists the values, or each case is a rule of its own");
        } else if (token.kind() == Kind.NUMBER) {
            number(token, next);
        } else if (before != null && (before.isValue() || before.is(")")) && token.isValue() && !isUnit(before, token)) {
            report.add(token, "a comma is missing before '" + token.text() + "'", "Maybe write a comma behind " + before.text());
        } else if (token.is(",") && before != null && COMPARING.contains(before.text())) {
            nothingBehind(before);
        }
    }

    /** Of a text in quotes, what a regular expression needs to mean just that. */
    private static String escaped(String text) {
        return text.substring(1, text.length() - 1).replaceAll("[.*+?()\\[\\]{}|^$]", "\\\\\\\\$0");
    }

    private static boolean isUnit(Token number, Token token) {
        return number.kind() == Kind.NUMBER && token.kind() == Kind.WORD && isUnit(token.text());
    }

    private static boolean isUnit(String word) {
        return BINARY.containsKey(word) || DECIMAL.containsKey(word) || MILLIS.containsKey(word) || word.equals("B");
    }

    private void number(Token token, Token next) {
        String digits = token.text().replaceFirst("[a-zA-Z%]+$", "");
        String unit = token.text().substring(digits.length());
        boolean apart = unit.isEmpty() && next.kind() == Kind.WORD && isUnit(next.text());
        String whole = apart ? next.text() : unit;
        if (whole.equals("%") || unit.isEmpty() && next.is("%")) {
            report.add(token, "a number stands without its unit",
                    "Maybe write " + digits + ": what holds a share of 100 has percent in its name");
        } else if (isUnit(whole)) {
            report.add(token, "a number stands without its unit",
                    "Maybe write " + amount(Double.parseDouble(digits), whole));
        } else if (!unit.isEmpty() && !unit.matches("[lLdDfF]")) {
            report.add(token, "'" + token.text() + "' is neither a number nor a name",
                    "Maybe quotes are missing: \"" + token.text() + "\"");
        }
    }

    private static String amount(double number, String unit) {
        if (MILLIS.containsKey(unit)) {
            return (long) (number * MILLIS.get(unit)) + ", which are milliseconds, or give it as a parameter of the policy";
        }
        long bytes = (long) (BINARY.containsKey(unit) ? number * (1L << BINARY.get(unit)) : number * DECIMAL.getOrDefault(unit, 1L));
        return bytes + ", which is that many bytes, or give it as a parameter of the policy";
    }
}
