package io.orcastra.adapters.yaml;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Operators write {@code *} and {@code ?}; facts hold regular expressions. */
final class Wildcards {

    private Wildcards() {
    }

    /**
     * A regular expression that matches what the pattern means, as a whole. Matching takes at most as many steps as the
     * length of the name times that of the pattern: what stands between two stars is taken where it comes first, for
     * whatever follows can only have more room then, and it is never looked for again.
     */
    static String regex(String pattern) {
        String[] parts = pattern.split("\\*+", -1);
        if (parts.length == 1) {
            return literally(pattern);
        }
        return literally(parts[0])
                + Arrays.stream(parts, 1, parts.length - 1).map(part -> "(?>.*?" + literally(part) + ")").collect(Collectors.joining())
                + ".*" + literally(parts[parts.length - 1]);
    }

    private static String literally(String part) {
        return part.codePoints().mapToObj(Character::toString).map(Wildcards::one).collect(Collectors.joining());
    }

    private static String one(String character) {
        return character.equals("?") ? "." : character.matches("[A-Za-z0-9_-]") ? character : "\\Q" + character + "\\E";
    }
}
