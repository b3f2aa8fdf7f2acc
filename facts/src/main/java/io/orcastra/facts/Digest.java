package io.orcastra.facts.condition;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A short name for a long identity: equal parts in equal order give equal digests, in every process. */
final class Digest {
    private Digest() {
    }

    static String of(Object... parts) {
        var identity = new StringBuilder();
        for (Object part : parts) {
            String text = part.toString();
            identity.append(text.length()).append(':').append(text);
        }
        return UUID.nameUUIDFromBytes(identity.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }
}
