package io.orcastra.adapters.yaml;

/** A value as it may be shown again: short, and unable to move a terminal's cursor. */
final class Seen {
    private static final int LONGEST = 60;

    private Seen() {
    }

    /** In quotation marks. */
    static String quoted(String value) {
        return '"' + printable(value, LONGEST) + '"';
    }

    static String printable(String value, int longest) {
        String visible = value.length() > longest ? value.substring(0, longest - 1) + "\u2026" : value;
        StringBuilder text = new StringBuilder(visible.length());
        visible.chars().forEach(c -> text.append(c == '\t' ? ' ' : hidden(c) ? '\ufffd' : (char) c));
        return text.toString();
    }

    private static boolean hidden(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
