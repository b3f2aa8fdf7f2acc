package io.orcastra.adapters.prometheus.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes a line apart from left to right. Each method takes what it names, or says what stands there instead. */
final class LineCursor {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern INFINITY = Pattern.compile("[+-]?inf(?:inity)?");
    private static final int LONGEST_SHOWN = 40;

    private final String line;
    private final int number;
    private int at;

    LineCursor(String line, int number) {
        this.line = line;
        this.number = number;
    }

    boolean atEnd() {
        return at == line.length();
    }

    boolean isAt(char c) {
        return at < line.length() && line.charAt(at) == c;
    }

    /** Takes the text if it stands here. */
    boolean take(String text) {
        boolean here = line.startsWith(text, at);
        at += here ? text.length() : 0;
        return here;
    }

    /** Takes blanks and tabs, if any. */
    boolean blanks() {
        int from = at;
        while (isAt(' ') || isAt('\t')) {
            at++;
        }
        return at > from;
    }

    /** Letters, digits, underscores and, in names of metrics, colons; no digit first. */
    String name(boolean ofMetric) throws MalformedExposition {
        int from = at;
        while (at < line.length() && isOfName(line.charAt(at), at > from, ofMetric)) {
            at++;
        }
        if (at == from) {
            throw malformed(ofMetric ? "the name of a metric" : "the name of a label");
        }
        return line.substring(from, at);
    }

    /** {@code {a="b",c="d"}}, from the bracket on. */
    Map<String, String> labels(boolean lenient) throws MalformedExposition {
        expect("{");
        Map<String, String> labels = new LinkedHashMap<>();
        boolean more = !closes(lenient);
        while (more) {
            String label = name(false);
            skip(lenient);
            expect("=");
            skip(lenient);
            if (labels.put(label, quoted()) != null) {
                throw new MalformedExposition(number, "label " + label + " stands there twice");
            }
            skip(lenient);
            boolean comma = take(",");
            if (!comma) {
                expect("}");
            }
            more = comma && !(lenient && closes(true));
        }
        return labels;
    }

    double value() throws MalformedExposition {
        String word = word();
        String lower = word.toLowerCase(Locale.ROOT);
        if (NUMBER.matcher(word).matches()) {
            return Double.parseDouble(word);
        }
        if (INFINITY.matcher(lower).matches()) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (lower.equals("nan")) {
            return Double.NaN;
        }
        at -= word.length();
        throw malformed("a number");
    }

    /** Up to the next blank, or the end. */
    String word() {
        int from = at;
        while (at < line.length() && !isAt(' ') && !isAt('\t')) {
            at++;
        }
        return line.substring(from, at);
    }

    void expect(String text) throws MalformedExposition {
        if (!take(text)) {
            throw malformed("\"" + text + "\"");
        }
    }

    MalformedExposition malformed(String wanted) {
        String rest = line.substring(at);
        String shown = rest.length() > LONGEST_SHOWN ? rest.substring(0, LONGEST_SHOWN) : rest;
        return new MalformedExposition(number, wanted + " is missing before \""
                + shown.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\ufffd") + "\"");
    }

    private boolean closes(boolean lenient) {
        skip(lenient);
        return take("}");
    }

    private void skip(boolean lenient) {
        if (lenient) {
            blanks();
        }
    }

    private String quoted() throws MalformedExposition {
        expect("\"");
        StringBuilder text = new StringBuilder();
        while (!isAt('"')) {
            if (atEnd()) {
                throw malformed("a closing quotation mark");
            }
            text.append(isAt('\\') ? escaped() : line.charAt(at));
            at++;
        }
        at++;
        return text.toString();
    }

    private char escaped() throws MalformedExposition {
        at++;
        if (isAt('\\') || isAt('"')) {
            return line.charAt(at);
        }
        if (isAt('n')) {
            return '\n';
        }
        throw malformed("one of \\, \" and n after a backslash");
    }

    private static boolean isOfName(char c, boolean digitsToo, boolean colonsToo) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || digitsToo && c >= '0' && c <= '9'
                || colonsToo && c == ':';
    }
}
