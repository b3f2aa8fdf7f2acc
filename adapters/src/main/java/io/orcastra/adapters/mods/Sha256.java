package io.orcastra.adapters.mods;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A digest.
 *
 * @param hex 64 lower case digits
 */
record Sha256(String hex) {
    static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** @param text as registries write it, {@code sha256:...}; empty when it is of another form or algorithm */
    static Optional<Sha256> parse(String text) {
        return text.startsWith(PREFIX) && FORM.matcher(text.substring(PREFIX.length())).matches()
                ? Optional.of(new Sha256(text.substring(PREFIX.length()))) : Optional.empty();
    }

    static Sha256 of(byte[] bytes) {
        return new Sha256(DigestUtils.sha256Hex(bytes));
    }

    static Sha256 of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a whole file, which must be no link. */
    static Sha256 of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Sha256(DigestUtils.sha256Hex(in));
        }
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
