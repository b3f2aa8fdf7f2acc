package io.orcastra.adapters.yaml;

import java.util.Optional;
import java.util.regex.Pattern;

/** A key of a node label that a placement constraint can name. */
final class LabelKey {
    /** SwarmKit's rule for the key of a constraint; a label outside it could be set but never used. */
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private LabelKey() {
    }

    static Optional<String> checked(String key, Value place) {
        if (!ACCEPTED.matcher(key).matches()) {
            place.error(Seen.quoted(key) + " cannot be a label",
                    "Maybe a typing mistake: letters, digits, _ . and - make a label, 128 at most.");
            return Optional.empty();
        }
        return Optional.of(key);
    }
}
