package io.orcastra.adapters.prometheus.fetch;

import io.orcastra.adapters.prometheus.fetch.Access.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Reads secrets from their files into a header; no message ever holds one. */
final class Secrets {

    private static final int LONGEST = 8192;

    private Secrets() { }

    static Optional<String> authorization(Credentials credentials) throws FetchFailed {
        if (credentials instanceof Credentials.Basic basic) {
            String pair = basic.user() + ":" + secret(basic.passwordFile());
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        if (credentials instanceof Credentials.Bearer bearer) {
            return Optional.of("Bearer " + secret(bearer.tokenFile()));
        }
        return Optional.empty();
    }

    private static String secret(Path file) throws FetchFailed {
        String secret;
        try (InputStream in = Files.newInputStream(file)) {
            secret = new String(in.readNBytes(LONGEST + 1), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new FetchFailed("the secret in " + file + " cannot be read", e);
        }
        boolean sendable = secret.chars().allMatch(c -> c > ' ' && c < 127 || c == ' ' || c > 160);
        if (secret.isEmpty() || secret.length() > LONGEST || !sendable) {
            throw new FetchFailed("the secret in " + file + " is empty, or no single line of text");
        }
        return secret;
    }
}
