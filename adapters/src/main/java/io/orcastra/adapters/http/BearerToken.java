package io.orcastra.adapters.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The shared secret of the protected paths; compared in a time that does not depend on where a guess is wrong. */
public final class BearerToken {

    /** In whatever case (RFC 7235). */
    private static final String SCHEME = "Bearer ";

    private final byte[] secret;

    public BearerToken(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("an empty token would let everybody in");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** @param authorization the request's header, null when there is none */
    boolean admits(String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && MessageDigest.isEqual(secret,
                authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "BearerToken[***]";
    }
}
