package io.orcastra.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file may hold for its parsers to be done soon. They try what stands in brackets in several ways, and so twice as
 * long with each bracket within another, for each {@code and} between patterns they look at all after it, and a long chain
 * of operators takes them deeper than there is room for; nothing can stop them. So all of that is counted before anything is
 * parsed, in one pass.
 */
final class Bounds {
    /** The rules built in have 4 brackets within one another, of any kind. */
    private static final int DEEPEST = 6;
    /** Of one condition; the rules built in have 2. */
    private static final int MOST_JOINED = 12;
    /** Without a comma, a semicolon or a new part of a rule between them. */
    private static final int LONGEST = 200;
    private static final Pattern PIECE = Pattern.compile("//[^\\n]*|(?s:/\\*.*?(?:\\*/|\\z))"
            + "|\"(?:[^\"\\\\\\n]|\\\\.)*+[\"\\n]?|'(?:[^'\\\\\\n]|\\\\.)*+['\\n]?"
            + "|[({\\[\\])}]|[-+*/%.!~<>=&|^?:,;]|\\b(?:and|or|import|rule|when|then)\\b");

    private Bounds() {
    }

    /** The first place where the file asks too much. */
    static Optional<RuleProblem> exceeded(RuleSource source) {
        Matcher piece = PIECE.matcher(source.text());
        int depth = 0;
        int joined = 0;
        int chain = 0;
        while (piece.find()) {
            switch (piece.group()) {
                case "(", "[", "{" -> depth++;
                case ")", "]", "}" -> depth = Math.max(depth - 1, 0);
                case "and", "or" -> joined++;
                case ",", ";" -> chain = 0;
                case "import", "rule", "when", "then" -> {
                    joined = 0;
                    chain = 0;
                }
                default -> chain += piece.group().length() == 1 ? 1 : 0;
            }
            if (depth > DEEPEST) {
                return Optional.of(problem(source, piece.start(), "more than " + DEEPEST + " brackets within one another",
                        "Maybe some of them are not needed: constraints are separated by commas"));
            }
            if (joined > MOST_JOINED) {
                return Optional.of(problem(source, piece.start(), "more than " + MOST_JOINED + " times 'and' or 'or' in one condition",
                        "Maybe leave 'and' out: patterns below one another are joined by it"));
            }
            if (chain > LONGEST) {
                return Optional.of(problem(source, piece.start(), "more than " + LONGEST + " operators and dots in a row",
                        "Maybe 'in ( .. )', or a rule for each case"));
            }
        }
        return Optional.empty();
    }

    private static RuleProblem problem(RuleSource source, int at, String message, String advice) {
        int line = (int) source.text().substring(0, at).chars().filter(character -> character == '\n').count() + 1;
        return new RuleProblem(source.name(), line, at - source.text().lastIndexOf('\n', at), message, advice);
    }
}
