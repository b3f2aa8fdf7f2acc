package io.orcastra.adapters.scenario.script;

import java.util.Locale;
import java.util.Set;

/**
 * Something the engine showed, in names people use.
 *
 * @param what    type of a condition, or the verb of an action: move, restart, label, unlabel, restore
 * @param subject name of the service or node
 * @param names   other words it can be told by, such as a label
 * @param from    nodes that are left
 * @param to      nodes that may be or are gone to
 * @param rule    id; of a veto, the veto's own
 * @param words   the reason or message
 */
public record Sighting(
        Kind kind, String what, String subject, Set<String> names, Set<String> from, Set<String> to, String rule, String words) {

    /** What the engine shows. */
    public enum Kind {
        CONDITION, PROPOSAL, VETO, FINDING, ACTION;

        /** In a sentence. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Sighting {
        names = Set.copyOf(names);
        from = Set.copyOf(from);
        to = Set.copyOf(to);
    }

    /** In one clause. */
    public String text() {
        return switch (kind) {
            case CONDITION -> what + (names.isEmpty() ? " " + subject : " " + String.join(" ", names.stream().sorted().toList()));
            case FINDING -> rule + " " + subject + ": " + words;
            case VETO -> rule + " does not let " + action() + ": " + words;
            default -> action() + " by " + rule + ": " + words;
        };
    }

    private String action() {
        return what + " " + subject + list(" ", names) + list(" from ", from) + list(" to ", to);
    }

    private static String list(String word, Set<String> names) {
        return names.isEmpty() ? "" : word + String.join(" or ", names.stream().sorted().toList());
    }
}
