package io.orcastra.rules.lint;

import java.util.regex.Pattern;

/** DRL or Java text with its literals blanked out, so that only code is looked at. */
final class DrlText {
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'");

    private DrlText() {
    }

    /** The text with every character of a string literal, its quotes aside, replaced by a space. */
    static String withoutStrings(String text) {
        return STRING.matcher(text).replaceAll(string ->
                "\"" + " ".repeat(Math.max(string.group().length() - 2, 0)) + "\"");
    }
}
