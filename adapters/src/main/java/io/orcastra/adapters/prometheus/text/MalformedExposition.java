package io.orcastra.adapters.prometheus.text;

/** What was read is no exposition of metrics, or a larger one than is accepted. Nothing of it may be believed. */
public final class MalformedExposition extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param line from 1; 0 when the whole is meant */
    MalformedExposition(int line, String message) {
        super(line == 0 ? message : "line " + line + ": " + message);
    }
}
