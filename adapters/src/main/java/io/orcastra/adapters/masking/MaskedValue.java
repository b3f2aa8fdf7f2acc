package io.orcastra.adapters.masking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A value that placement may depend on, masked so that rules come to the same: what is equal stays equal, here and in another
 * process, and what differs differs. Behind the mask stand four letters of a digest: enough to tell the values of a swarm
 * apart, too little to tell a secret by.
 */
public final class MaskedValue {
    private static final int LETTERS = 4;
    private static final Pattern MASKED = Pattern.compile(".*\\*{3}.*#[a-pA-P]{" + LETTERS + "}");

    private MaskedValue() {
    }

    /** The value itself where neither it nor its key looks like a secret. */
    public static String of(String key, String value) {
        if (MASKED.matcher(value).matches()) {
            return value;
        }
        String shown = Redaction.placement(key, value);
        return Redaction.isMasked(shown) ? shown + "#" + digest(value) : shown;
    }

    /** Swarm compares values of constraints whatever their case, and rules do not: so case is told by the case of the letters. */
    private static String digest(String value) {
        byte[] folded = sha256(value.toLowerCase(Locale.ROOT));
        byte[] exact = sha256(value);
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LETTERS; i++) {
            char letter = (char) ('a' + (folded[i] & 0xF));
            letters.append((exact[i] & 1) == 0 ? letter : Character.toUpperCase(letter));
        }
        return letters.toString();
    }

    private static byte[] sha256(String value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(("orcastra " + value).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }
}
