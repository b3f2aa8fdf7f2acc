package io.orcastra.rules.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of one constraint, taken one after the other. Used by one thread. */
final class Tokens {
    private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'";
    private static final String NUMBER = "0[xX][\\da-fA-F_]+[lL]?|\\d[\\d_]*(?:\\.\\d+)?(?:[eE][+-]?\\d+)?[a-zA-Z]?";
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(" + TEXT + "|" + NUMBER + "|\\$\\w+|\\w+|==|!=|<=|>=|[<>!().,:#+*/%~-])");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    /** @throws Unreadable when there is something else in it */
    Tokens(String text) {
        this.text = text.strip();
        Matcher token = TOKEN.matcher(this.text);
        int end = 0;
        while (token.find() && token.start() == end) {
            tokens.add(token.group(1));
            end = token.end();
        }
        if (end < this.text.length()) {
            throw unreadable();
        }
    }

    /** All of it, as it stands in the rule. */
    String text() {
        return text;
    }

    boolean at(String token) {
        return peek(0).equals(token);
    }

    /** Empty behind the last one. */
    String peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : "";
    }

    String next() {
        if (at >= tokens.size()) {
            throw unreadable();
        }
        return tokens.get(at++);
    }

    /** Takes the next one if it is this. */
    boolean took(String token) {
        boolean there = at(token);
        at += there ? 1 : 0;
        return there;
    }

    void expect(String token) {
        if (!next().equals(token)) {
            throw unreadable();
        }
    }

    void end() {
        if (at < tokens.size()) {
            throw unreadable();
        }
    }

    /** Whether a bracket opens here that closes only where everything ends, or the bracket around everything does. */
    boolean isAllInBrackets() {
        int depth = 0;
        for (int ahead = 0; at("(") && at + ahead < tokens.size(); ahead++) {
            depth += peek(ahead).equals("(") ? 1 : peek(ahead).equals(")") ? -1 : 0;
            if (depth == 0) {
                String behind = peek(ahead + 1);
                return behind.isEmpty() || behind.equals(")");
            }
        }
        return false;
    }

    Unreadable unreadable() {
        return new Unreadable("explanations do not understand '" + text + "'");
    }
}
