package io.orcastra.lab;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A request that passed a {@link SocketProxy}.
 *
 * @param at     when its header had passed
 * @param method the HTTP method
 * @param target path and query as sent
 */
public record SeenRequest(Instant at, String method, String target) {

    private static final Pattern VERSION = Pattern.compile("^/v\\d+\\.\\d+");

    /** The path without API version and query. */
    public String path() {
        return VERSION.matcher(target.replaceFirst("\\?.*", "")).replaceFirst("");
    }

    /** Whether it may change anything: every method but GET and HEAD. */
    public boolean writes() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    @Override
    public String toString() {
        return method + " " + path();
    }
}
