package io.orcastra.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;

/** Collects what the parser complains of, instead of it being printed. */
final class SyntaxErrors extends BaseErrorListener {
    static final String ADVICE = "Maybe a bracket, comma, quote or 'end' is missing here or just before";

    private static final Pattern QUOTED = Pattern.compile("'(.*)'", Pattern.DOTALL);

    private final String file;
    private final List<RuleProblem> problems = new ArrayList<>();

    SyntaxErrors(String file) {
        this.file = file;
    }

    void listenTo(Recognizer<?, ?> recognizer) {
        recognizer.removeErrorListeners();
        recognizer.addErrorListener(this);
    }

    /** The parser stops in silence at what cannot begin a rule, and would leave out everything after it. */
    void refuseRest(Parser parser) {
        Token next = parser.getTokenStream().LT(1);
        if (problems.isEmpty() && next.getType() != Token.EOF) {
            problems.add(new RuleProblem(file, next.getLine(), next.getCharPositionInLine() + 1,
                    "'" + next.getText() + "' cannot be read here", ADVICE));
        }
    }

    void giveUp(Throwable cause) {
        if (problems.isEmpty()) {
            problems.add(new RuleProblem(file, 0, 0, "cannot be read as rules: " + cause, ADVICE));
        }
    }

    List<RuleProblem> problems() {
        return problems;
    }

    /** The parser speaks of its own rules and lists all that could have stood there: what is seen says more. */
    @Override
    public void syntaxError(Recognizer<?, ?> recognizer, Object symbol, int line, int column, String message,
            RecognitionException cause) {
        boolean ends = symbol instanceof Token token && token.getType() == Token.EOF;
        if (ends) {
            problems.add(new RuleProblem(file, line, column + 1, "the file ends before what was begun",
                    "Maybe the last rule lacks its 'end', or a bracket or quote is not closed"));
        } else {
            problems.add(new RuleProblem(file, line, column + 1, "'" + seen(symbol, message) + "' cannot be read here", ADVICE));
        }
    }

    private static String seen(Object symbol, String message) {
        if (symbol instanceof Token token) {
            return token.getText();
        }
        Matcher quoted = QUOTED.matcher(message);
        return quoted.find() ? quoted.group(1) : message;
    }
}
