package io.orcastra.adapters.yaml;

import java.util.Optional;
import java.util.regex.Pattern;

/** A key of a node label. */
final class LabelKey {
    private static final Pattern ACCEPTED = Pattern.compile("[^\\s=\\p{Cntrl}]{1,128}");
    /** SwarmKit's rule for the key of a constraint: another label can be set, but not asked for. */
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9_.-]+");

    private LabelKey() {
    }

    static Optional<String> checked(String key, Value place) {
        if (!ACCEPTED.matcher(key).matches()) {
            place.error(Seen.quoted(key) + " cannot be a label",
                    "Maybe a typing mistake: a label is one word without =, of 128 characters at most.");
            return Optional.empty();
        }
        if (!USABLE.matcher(key).matches()) {
            place.warning("no placement constraint can ask for the label " + Seen.quoted(key),
                    "Maybe use letters, digits, _ . and - only.");
        }
        return Optional.of(key);
    }
}
