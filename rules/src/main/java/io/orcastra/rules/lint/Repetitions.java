package io.orcastra.rules.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds what may be tried in more ways than anybody can wait for. A repetition in a repetition, such as {@code (a+)+}, doubles
 * the ways to divide a text with each character more, and so does a choice in one, such as {@code (a|a)+}; several in a row,
 * such as {@code .*a.*a.*a}, multiply. Java tries them all as soon as a group is referred to. What gives nothing back, so
 * {@code a++} and {@code (?>a+)}, does no harm. One instance is one use.
 */
final class Repetitions {
    /** Repeated more often than in an address, a repetition or a choice is refused. */
    private static final int MANY = 3;
    /** Endless repetitions in a row, repeated ones as often as they come: a hundred letters are then tried in millions of ways. */
    private static final int IN_A_ROW = 4;
    /** Choices in a row, each of which may double the ways. */
    private static final int CHOICES = 12;

    /** Lets brackets stand in comments, where they are none. Java drops the signs of a quotation before it looks. */
    private static final Pattern COMMENTED = Pattern.compile("\\(\\?(?:[a-zA-Z]|\\\\[QE])*x");
    /** Java drops it, so that what stands behind it belongs to what stands before it. */
    private static final String EMPTY_QUOTATION = "\\Q\\E";

    private final String text;
    private int at;

    /** @param expression a valid regular expression */
    Repetitions(String expression) {
        text = expression;
    }

    /** The part that is tried in too many ways, the whole when it is no one part; empty when there is none. */
    Optional<String> runaway() {
        if (COMMENTED.matcher(text).find() || text.contains(EMPTY_QUOTATION)) {
            return Optional.of(text);
        }
        Deque<Group> open = new ArrayDeque<>();
        open.push(new Group(0, false));
        while (at < text.length()) {
            int from = at;
            char next = text.charAt(at++);
            if (next == '(') {
                open.push(new Group(from, text.startsWith("?>", at)));
                at += text.startsWith("?", at) ? 2 : 0;
            } else if (next == '|') {
                open.element().otherwise();
            } else if (next == ')') {
                Group ended = open.pop();
                Times times = quantifier();
                if (ended.weighs() && times.most > MANY || ended.exceeds()) {
                    return Optional.of(text.substring(ended.from, at));
                }
                open.element().add(ended, times);
            } else {
                if (next == '[') {
                    skipClass();
                } else if (next == '\\') {
                    skipEscape();
                }
                open.element().add(quantifier());
            }
        }
        return open.element().exceeds() ? Optional.of(text) : Optional.empty();
    }

    private Times quantifier() {
        if (at >= text.length() || "*+?{".indexOf(text.charAt(at)) < 0) {
            return Times.ONCE;
        }
        Times times = new Times(0, Long.MAX_VALUE);
        if (text.charAt(at) == '?') {
            times = new Times(0, 1);
        } else if (text.charAt(at) == '{') {
            int end = text.indexOf('}', at);
            String[] bounds = text.substring(at + 1, end).split(",", 2);
            long least = Long.parseLong(bounds[0]);
            times = new Times(least, bounds.length == 1 ? least : bounds[1].isEmpty() ? Long.MAX_VALUE : Long.parseLong(bounds[1]));
            at = end;
        }
        at++;
        boolean keeps = text.startsWith("+", at);
        at += keeps || text.startsWith("?", at) ? 1 : 0;
        return keeps ? Times.KEPT : times;
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
        } else if (escaped == 'c') {
            at = Math.min(at + 1, text.length());
        } else if ("pPxNkb".indexOf(escaped) >= 0 && at < text.length() && "{<".indexOf(text.charAt(at)) >= 0) {
            at = text.indexOf(text.charAt(at) == '{' ? '}' : '>', at) + 1;
        }
    }

    /** How often what stands before may come. */
    private record Times(long least, long most) {
        private static final Times ONCE = new Times(1, 1);
        /** It gives nothing back. */
        private static final Times KEPT = new Times(0, 0);

        boolean isWide() {
            return most > MANY && most != least;
        }

        boolean isChoice() {
            return most <= MANY && most != least;
        }
    }

    /** What is open, and in how many ways it may be tried: of its alternatives the worst counts. */
    private static final class Group {
        private final int from;
        private final boolean keeps;
        private long endless;
        private long choices;
        private long mostEndless;
        private long mostChoices;
        private boolean alternatives;

        Group(int from, boolean keeps) {
            this.from = from;
            this.keeps = keeps;
        }

        void otherwise() {
            close();
            endless = 0;
            choices = 0;
            alternatives = true;
        }

        void add(Times times) {
            endless += times.isWide() ? 1 : 0;
            choices += times.isChoice() ? 1 : 0;
        }

        void add(Group inner, Times times) {
            add(times);
            if (!inner.keeps && times.most > 0 && times.most <= MANY) {
                inner.close();
                endless += inner.mostEndless * times.most;
                choices += (inner.mostChoices + (inner.alternatives ? 1 : 0)) * times.most;
            }
        }

        boolean weighs() {
            close();
            return !keeps && (alternatives || mostEndless + mostChoices > 0);
        }

        boolean exceeds() {
            close();
            return mostEndless > IN_A_ROW || mostChoices > CHOICES;
        }

        private void close() {
            mostEndless = Math.max(mostEndless, endless);
            mostChoices = Math.max(mostChoices, choices);
        }
    }
}
