package io.orcastra.rules.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Finds a repetition without end inside a repetition, such as {@code (a+)+}: each character more doubles the ways to divide a
 * text among both, and Java tries them all as soon as a group is referred to. What gives nothing back, so {@code a++} and
 * {@code (?>a+)}, does no harm. One instance is one use.
 */
final class Repetitions {
    /** Repeated so often, it takes as long as repeated without end; three times, as in an address, it does not. */
    private static final int MANY = 10;

    private final String text;
    private int at;

    /** @param expression a valid regular expression */
    Repetitions(String expression) {
        text = expression;
    }

    /** The group that is repeated though something in it is already, with its quantifier; empty when there is none. */
    Optional<String> nested() {
        Deque<Group> open = new ArrayDeque<>();
        open.push(new Group(0, false));
        while (at < text.length()) {
            int from = at;
            char next = text.charAt(at++);
            Group ended = null;
            if (next == '(') {
                open.push(new Group(from, text.startsWith("?>", at)));
                at += text.startsWith("?", at) ? 2 : 0;
                continue;
            } else if (next == ')') {
                ended = open.pop();
            } else if (next == '[') {
                skipClass();
            } else if (next == '\\') {
                skipEscape();
            }
            long times = quantifier();
            boolean inside = ended != null && ended.endless && !ended.keeps;
            if (inside && times >= MANY) {
                return Optional.of(text.substring(ended.from, at));
            }
            open.element().endless |= times == Long.MAX_VALUE || inside && times >= 0;
        }
        return Optional.empty();
    }

    /** How often at most what stands before may come; -1 when it gives nothing back. */
    private long quantifier() {
        if (at >= text.length() || "*+?{".indexOf(text.charAt(at)) < 0) {
            return 1;
        }
        long times = Long.MAX_VALUE;
        if (text.charAt(at) == '?') {
            times = 1;
        } else if (text.charAt(at) == '{') {
            int end = text.indexOf('}', at);
            String most = text.substring(at + 1, end).replaceFirst("^\\d+,(?=\\d)", "");
            times = most.endsWith(",") ? Long.MAX_VALUE : Long.parseLong(most);
            at = end;
        }
        at++;
        boolean keeps = text.startsWith("+", at);
        at += keeps || text.startsWith("?", at) ? 1 : 0;
        return keeps ? -1 : times;
    }

    private void skipClass() {
        int depth = 1;
        at += text.startsWith("^", at) ? 1 : 0;
        at += text.startsWith("]", at) ? 1 : 0;
        while (depth > 0 && at < text.length()) {
            char next = text.charAt(at++);
            if (next == '\\') {
                skipEscape();
            } else {
                depth += next == '[' ? 1 : next == ']' ? -1 : 0;
            }
        }
    }

    private void skipEscape() {
        char escaped = text.charAt(at++);
        if (escaped == 'Q') {
            int end = text.indexOf("\\E", at);
            at = end < 0 ? text.length() : end + 2;
        } else if ("pPxNk".indexOf(escaped) >= 0 && at < text.length() && "{<".indexOf(text.charAt(at)) >= 0) {
            at = text.indexOf(text.charAt(at) == '{' ? '}' : '>', at) + 1;
        }
    }

    /** What is open, and whether something without end stood in it. */
    private static final class Group {
        private final int from;
        private final boolean keeps;
        private boolean endless;

        Group(int from, boolean keeps) {
            this.from = from;
            this.keeps = keeps;
        }
    }
}
