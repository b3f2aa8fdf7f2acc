package io.orcastra.rules;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;

/** Collects what the parser complains of, instead of it being printed. */
final class SyntaxErrors extends BaseErrorListener {
    static final String ADVICE = "Maybe a bracket, comma, quote or 'end' is missing here or just before";

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

    void giveUp(RuntimeException cause) {
        if (problems.isEmpty()) {
            problems.add(new RuleProblem(file, 0, 0, "cannot be read as rules: " + cause, ADVICE));
        }
    }

    List<RuleProblem> problems() {
        return problems;
    }

    /** The list of everything that could have stood there would only hide the message. */
    @Override
    public void syntaxError(Recognizer<?, ?> recognizer, Object symbol, int line, int column, String message,
            RecognitionException cause) {
        int list = message.indexOf(" expecting {");
        problems.add(new RuleProblem(file, line, column + 1, list < 0 ? message : message.substring(0, list), ADVICE));
    }
}
