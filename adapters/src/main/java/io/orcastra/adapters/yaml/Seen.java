package io.orcastra.adapters.yaml;

import java.util.regex.Pattern;

/** A value as it may be shown again: short, without the password of a URL, and unable to move a terminal's cursor. */
final class Seen {
    private static final int LONGEST = 60;
    /** Of a URL; as long as it was once it is hidden, so that a caret below still points to its place. */
    private static final Pattern USER_AND_PASSWORD = Pattern.compile("(?<=://)[^\"']+(?=@)");

    private Seen() {
    }

    /** In quotation marks. */
    static String quoted(String value) {
        return '"' + printable(value, LONGEST) + '"';
    }

    static String printable(String value, int longest) {
        String shown = USER_AND_PASSWORD.matcher(value).replaceAll(found -> "*".repeat(found.group().length()));
        String visible = shown.length() > longest ? shown.substring(0, longest - 1) + "\u2026" : shown;
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
