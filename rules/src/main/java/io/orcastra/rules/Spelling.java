package io.orcastra.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Spelling {
    private static final int SHORTEST_BEGINNING = 4;

    private Spelling() {
    }

    /** The known word with the fewest edits, if those are few for its length; else one that begins so. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        Optional<String> longer = known.stream().filter(candidate -> lower.length() >= SHORTEST_BEGINNING)
                .filter(candidate -> candidate.startsWith(lower)).sorted().findFirst();
        return similar(lower, known).or(() -> longer);
    }

    private static Optional<String> similar(String lower, Collection<String> known) {
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - lower.length()) <= allowed(candidate))
                .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= allowed(candidate))
                .min(Comparator.comparingInt((String candidate) -> distance(lower, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int allowed(String candidate) {
        return Math.max(1, candidate.length() / 3);
    }

    /** Damerau and Levenshtein: characters put in, left out, changed, or two neighbours exchanged. */
    public static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        int change = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int cheapest = Math.min(change, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(cheapest, edits[i - 2][j - 2] + 1) : cheapest;
    }
}
