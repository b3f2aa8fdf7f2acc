package io.orcastra.rules.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be changed about one constraint: left out, turned round, its bound shifted, its list shortened. */
final class ConstraintEdits {
    private static final Pattern BINDING = Pattern.compile("\\$\\w+\\s*:\\s*(?![:=])");
    private static final Pattern OPERATOR = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[=!<>]=|[<>]"
            + "|(?:\\bnot\\s+)?\\b(?:in|contains|memberOf|matches)\\b|\\binstanceof\\b");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.\"$])\\d+\\b(?!\")");
    private static final Pattern LIST = Pattern.compile("\\bin\\s*\\((.*)\\)", Pattern.DOTALL);
    private static final Map<String, String> OPPOSITE = Map.of(
            "==", "!=", "!=", "==", "<", ">=", ">=", "<", ">", "<=", "<=", ">");
    private static final Map<String, String> SHIFTED = Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">");

    private final String text;
    private final List<Span> siblings;
    private final int index;
    private final Span span;
    private final Span test;
    private final String type;
    private final List<Edit> edits = new ArrayList<>();

    /** @param siblings spans of all constraints of the pattern, which is of that type */
    ConstraintEdits(String text, List<Span> siblings, int index, String type) {
        this.text = text;
        this.siblings = siblings;
        this.index = index;
        this.span = siblings.get(index);
        this.type = type;
        Matcher binding = BINDING.matcher(span.of(text));
        this.test = binding.lookingAt() ? new Span(span.start() + binding.end(), span.end()) : span;
    }

    List<Edit> all() {
        boolean binds = test.start() > span.start();
        Span operator = operator();
        if (operator == null && binds) {
            return List.of();
        }
        if (operator == null) {
            drop();
            add(test, "!(" + test.of(text) + ")", "negate");
            return edits;
        }
        if (binds) {
            add(new Span(operator.start(), span.end()), "", "drop the test of");
        } else {
            drop();
        }
        turn(operator);
        shift(operator);
        shorten();
        return edits;
    }

    private Span operator() {
        Matcher operator = OPERATOR.matcher(test.of(text));
        while (operator.find()) {
            if (!operator.group().startsWith("\"")) {
                return new Span(test.start() + operator.start(), test.start() + operator.end());
            }
        }
        return null;
    }

    private void drop() {
        if (type.equals("accumulate") && siblings.size() == 1) {
            return;                                                     // what was counted has to be asked for something
        }
        add(Span.without(siblings, index), "", "drop");
    }

    private void turn(Span operator) {
        String word = operator.of(text);
        if (word.equals("instanceof")) {
            add(test, "!(" + test.of(text) + ")", "negate");
        } else if (word.startsWith("not")) {
            add(operator, word.replaceFirst("not\\s+", ""), "negate");
        } else {
            add(operator, OPPOSITE.getOrDefault(word, "not " + word), "negate");
        }
    }

    private void shift(Span operator) {
        String shifted = SHIFTED.get(operator.of(text));
        if (shifted != null) {
            add(operator, shifted, "make it " + shifted + ":");
        }
        Matcher number = NUMBER.matcher(text).region(operator.end(), span.end()).useTransparentBounds(true);
        while (number.find()) {
            String more = String.valueOf(Long.parseLong(number.group()) + 1);
            add(new Span(number.start(), number.end()), more, "make it " + more + ":");
        }
    }

    private void shorten() {
        Matcher list = LIST.matcher(text).region(test.start(), test.end());
        if (!list.find()) {
            return;
        }
        var entries = new ArrayList<Span>();
        int start = list.start(1);
        for (String entry : list.group(1).split(",")) {
            entries.add(Span.of(text, start, start + entry.length()));
            start += entry.length() + 1;
        }
        for (int entry = 0; entry < entries.size() && entries.size() > 1; entry++) {
            add(Span.without(entries, entry), "", "without " + entries.get(entry).of(text) + ":");
        }
    }

    private void add(Span where, String replacement, String what) {
        edits.add(new Edit(where.start(), where.end(), replacement,
                what + " " + type + "( " + span.of(text).replaceAll("\\s+", " ") + " )"));
    }
}
