package io.orcastra.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules cut into words and signs, however wrongly they are written. Comments are left out. */
final class DrlTokens {
    /** What a token is. */
    enum Kind { WORD, NUMBER, TEXT, OPEN_TEXT, SIGN }

    private static final Pattern TOKEN = Pattern.compile("//[^\\n]*|/\\*(?s:.*?)(?:\\*/|\\z)"
            + "|(?<text>\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*')|(?<open>[\"'][^\\n]*)"
            + "|(?<number>\\d+(?:\\.\\d+)?(?:%|[a-zA-Z]+)?)|(?<word>[$\\w]+)"
            + "|(?<sign>===|==|!=|<>|<=|>=|=>|=<|&&|\\|\\||\\S)");
    private static final Set<String> BEGINNING = Set.of("rule", "query");

    private final List<Token> all;

    private DrlTokens(List<Token> all) {
        this.all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param first  whether it is the first of its line
     * @param line   from 1
     * @param column from 1
     * @param end    column behind it
     */
    record Token(Kind kind, String text, boolean first, int line, int column, int end) {

        boolean is(String other) {
            return text.equals(other) && kind != Kind.TEXT;
        }

        /** Whether it can be compared, or is what is compared. */
        boolean isValue() {
            return kind == Kind.NUMBER || kind == Kind.TEXT || kind == Kind.WORD && !DrlTokens.OPERATORS.contains(text);
        }

        /** Whether it may be the name of a fact's type. */
        boolean isType() {
            return kind == Kind.WORD && Character.isUpperCase(text.charAt(0));
        }
    }

    static final Set<String> OPERATORS = Set.of("in", "not", "contains", "memberOf", "matches", "instanceof", "excludes", "str",
            "soundslike", "is", "and", "or", "equals", "startsWith", "endsWith", "startswith", "endswith", "like");

    static DrlTokens of(String text) {
        List<Token> all = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int line = 1;
        int begin = 0;
        int seen = 0;
        int last = 0;
        while (matcher.find()) {
            for (int next = text.indexOf('\n', seen); next >= 0 && next < matcher.start(); next = text.indexOf('\n', next + 1)) {
                line++;
                begin = next + 1;
            }
            seen = Math.max(seen, matcher.start());
            Kind kind = kind(matcher);
            if (kind != null) {
                all.add(new Token(kind, matcher.group(), line != last, line, matcher.start() - begin + 1, matcher.end() - begin + 1));
                last = line;
            }
        }
        return new DrlTokens(all);
    }

    /** Null for a comment. */
    private static Kind kind(Matcher matcher) {
        return matcher.group("text") != null ? Kind.TEXT : matcher.group("open") != null ? Kind.OPEN_TEXT
                : matcher.group("number") != null ? Kind.NUMBER : matcher.group("word") != null ? Kind.WORD
                : matcher.group("sign") != null ? Kind.SIGN : null;
    }

    /** From the word that begins each to the last before the next. */
    List<List<Token>> rules() {
        List<List<Token>> rules = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i <= all.size(); i++) {
            boolean next = i == all.size() || all.get(i).first() && BEGINNING.contains(all.get(i).text());
            if (next && begin >= 0) {
                rules.add(all.subList(begin, i));
            }
            begin = next ? i : begin;
        }
        return rules;
    }

    /** What stands before the first rule. */
    List<Token> head() {
        List<List<Token>> rules = rules();
        return rules.isEmpty() ? all : all.subList(0, all.indexOf(rules.get(0).get(0)));
    }
}
