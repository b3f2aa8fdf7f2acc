package io.orcastra.adapters.mods;

import java.util.Map;

/**
 * What tells one version of a file from another: its {@code ETag}, else its {@code Last-Modified}.
 *
 * @param text as the server writes it; empty when there is neither
 */
record Validator(String text) {
    static final Validator NONE = new Validator("");
    private static final int LONGEST = 300;

    static Validator of(Web.Answer answer) {
        String tag = answer.header("ETag");
        String text = tag.isEmpty() ? answer.header("Last-Modified") : tag;
        return text.length() > LONGEST || !text.matches("[\\x20-\\x7e]*") ? NONE : new Validator(text);
    }

    /** Whether the same one promises the same bytes. */
    boolean isStrong() {
        return text.startsWith("\"");
    }

    /** The header that asks for the file only if it is another version. */
    Map<String, String> condition() {
        if (text.isEmpty()) {
            return Map.of();
        }
        return Map.of(text.startsWith("\"") || text.startsWith("W/") ? "If-None-Match" : "If-Modified-Since", text);
    }
}
