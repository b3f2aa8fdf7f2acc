package io.orcastra.adapters.report;

/** Colour for terminals; {@link #PLAIN} writes none. */
public enum Ink {
    PLAIN, COLOUR;

    private static final String RESET = "\u001b[0m";

    String heading(String text) {
        return with("\u001b[1m", text);
    }

    String faint(String text) {
        return with("\u001b[2m", text);
    }

    String good(String text) {
        return with("\u001b[32m", text);
    }

    String warning(String text) {
        return with("\u001b[33m", text);
    }

    String bad(String text) {
        return with("\u001b[31m", text);
    }

    private String with(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : code + text + RESET;
    }
}
