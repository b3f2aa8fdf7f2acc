package io.orcastra.adapters.yaml;

import java.util.stream.Collectors;

/** Operators write {@code *} and {@code ?}; facts hold regular expressions. */
final class Wildcards {

    private Wildcards() {
    }

    /** A regular expression that matches what the pattern means, as a whole. */
    static String regex(String pattern) {
        return pattern.replaceAll("\\*+", "*").codePoints().mapToObj(Character::toString).map(Wildcards::one)
                .collect(Collectors.joining());
    }

    private static String one(String character) {
        return switch (character) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> character.matches("[A-Za-z0-9_-]") ? character : "\\Q" + character + "\\E";
        };
    }
}
