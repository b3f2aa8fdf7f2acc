package io.orcastra.rules.lint;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.Statement;
import io.orcastra.rules.ParsedConsequence;
import io.orcastra.rules.RuleSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * What stands behind {@code then}, parsed as Java.
 *
 * @param begin      where its first line begins, that of {@code then} when it is not found
 * @param mistake    what the parser of Java says, empty when it can be read
 * @param stumbled   where the parser of Java says so
 */
record Consequence(Place begin, ParsedConsequence parsed, String mistake, Place stumbled) {
    private static final Pattern UNEXPECTED = Pattern.compile("Found\\s+\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NEXT_RULE = Pattern.compile("(?m)^[ \\t]*(rule)\\s+[\"\\w]");

    static Consequence of(RuleSource source, RuleDescr rule) {
        Place begin = begin(source.text(), String.valueOf(rule.getConsequence()), rule.getConsequenceLine());
        ParsedConsequence parsed = ParsedConsequence.of(rule);
        if (parsed.readable()) {
            return new Consequence(begin, parsed, "", begin);
        }
        if (parsed.problems().isEmpty()) {
            return new Consequence(begin, parsed, "it cannot be read", begin);
        }
        var problem = parsed.problems().get(0);
        Place stumbled = problem.getLocation().flatMap(TokenRange::toRange).map(range -> place(begin, range.begin)).orElse(begin);
        return new Consequence(begin, parsed, words(problem.getMessage()), stumbled);
    }

    /** Without the list of all that could have stood there. */
    private static String words(String message) {
        String line = message.lines().findFirst().orElse("");
        Matcher unexpected = UNEXPECTED.matcher(line);
        return unexpected.find() ? "unexpected '" + unexpected.group(1).replace("\\\"", "\"") + "'" : line;
    }

    /** Where the next rule begins inside of it, because the word that ends this one is missing. */
    static Optional<Place> swallowed(RuleSource source, RuleDescr rule) {
        String text = String.valueOf(rule.getConsequence());
        Matcher next = NEXT_RULE.matcher(text);
        if (!next.find()) {
            return Optional.empty();
        }
        Place begin = begin(source.text(), text, rule.getConsequenceLine());
        int passed = (int) text.substring(0, next.start(1)).chars().filter(character -> character == '\n').count();
        return Optional.of(new Place(begin.line() + passed, next.start(1) - text.lastIndexOf('\n', next.start(1))));
    }

    /** Behind what it should end with a semicolon and does not, though its brackets come in pairs. */
    static Optional<Place> unended(RuleSource source, RuleDescr rule) {
        String text = String.valueOf(rule.getConsequence());
        String code = DrlText.withoutStrings(text).replaceAll("//[^\\n]*", "").stripTrailing();
        if (!code.endsWith(")") || code.chars().filter(one -> one == '(').count() != code.chars().filter(one -> one == ')').count()) {
            return Optional.empty();
        }
        Place begin = begin(source.text(), text, rule.getConsequenceLine());
        int passed = (int) code.chars().filter(character -> character == '\n').count();
        int column = code.length() - code.lastIndexOf('\n');
        return Optional.of(new Place(begin.line() + passed, passed == 0 ? begin.column() + column - 1 : column));
    }

    /** Where this part of it stands in the file. */
    Place place(Node part) {
        return part.getRange().map((Range range) -> place(begin, range.begin)).orElse(begin);
    }

    /** Where its first statement stands. */
    Place first() {
        return statements().isEmpty() ? begin : place(statements().get(0));
    }

    private static Place begin(String file, String text, int line) {
        int from = 0;
        for (int passed = 1; passed < line && from >= 0; passed++) {
            from = file.indexOf('\n', from) + 1;
        }
        int found = text.isBlank() ? -1 : file.indexOf(text, from);
        if (found < 0) {
            return new Place(line, 0);
        }
        String before = file.substring(0, found);
        return new Place((int) before.chars().filter(character -> character == '\n').count() + 1, found - before.lastIndexOf('\n'));
    }

    /** The parser saw a brace before it. */
    private static Place place(Place begin, Position seen) {
        if (begin.column() == 0) {
            return begin;
        }
        return seen.line == 1 ? new Place(begin.line(), begin.column() + seen.column - 2)
                : new Place(begin.line() + seen.line - 1, seen.column);
    }

    /** Empty when it is no Java. */
    List<Statement> statements() {
        return parsed.statements();
    }

    /** The fact in {@code insertLogical( new Fact( .. ) )}, when the consequence is exactly that. */
    Optional<ObjectCreationExpr> concluded() {
        return parsed.concluded();
    }

    /** Simple name of the type of that fact, empty when there is none. */
    String conclusion() {
        return parsed.conclusion();
    }
}
