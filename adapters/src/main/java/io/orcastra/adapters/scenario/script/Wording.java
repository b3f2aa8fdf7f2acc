package io.orcastra.adapters.scenario.script;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What tells one sighting from others; empty parts fit everything.
 *
 * @param names each is the subject or one of the other names
 * @param words part of the reason or message, in any case
 */
public record Wording(String what, String subject, Set<String> names, String from, String to, String rule, String words) {
    public static final Wording ANY = new Wording("", "", Set.of(), "", "", "", "");

    public Wording {
        names = Set.copyOf(names);
    }

    /** Any sighting about this. */
    public static Wording about(String subject) {
        return new Wording("", subject, Set.of(), "", "", "", "");
    }

    /** Whether it is what is meant. */
    public boolean fits(Sighting seen) {
        return misses(seen) == 0;
    }

    /** How many parts differ: the smaller, the nearer. The subject counts most. */
    int misses(Sighting seen) {
        int misses = 0;
        misses += fits(subject, Set.of(seen.subject())) ? 0 : 3;
        misses += fits(what, Set.of(seen.what())) ? 0 : 2;
        misses += fits(rule, Set.of(seen.rule())) ? 0 : 2;
        misses += fits(from, seen.from()) ? 0 : 1;
        misses += fits(to, seen.to()) ? 0 : 1;
        misses += (int) names.stream().filter(name -> !name.equals(seen.subject()) && !seen.names().contains(name)).count();
        misses += lower(seen.words()).contains(lower(words)) ? 0 : 1;
        return misses;
    }

    /** Whether it names anything a sighting of another kind could share. */
    List<String> told() {
        return List.of(subject, rule).stream().filter(part -> !part.isEmpty()).toList();
    }

    private static boolean fits(String part, Set<String> seen) {
        return part.isEmpty() || seen.contains(part);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
