package io.orcastra.rules;

import java.util.Locale;

/** One file of the rules in force, and where it comes from. */
public record RuleFile(RuleSource source, Origin origin) {

    /** Who wrote a file. */
    public enum Origin {
        /** As it was shipped. */
        BUILT_IN,
        /** The operator's, in the place of a shipped one of the same name. */
        REPLACED,
        /** The operator's. */
        ADDED;

        /** As status and reports name it, such as {@code built-in}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Such as {@code anchors.drl}. */
    public String name() {
        return source.name();
    }
}
