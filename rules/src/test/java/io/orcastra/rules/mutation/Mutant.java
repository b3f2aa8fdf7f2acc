package io.orcastra.rules.mutation;

import io.orcastra.rules.RuleDescription;

/**
 * A rule with one change.
 *
 * @param of     the rule as it is
 * @param change what was changed, unique among those of the rule
 * @param text   the changed rule, from its first word to its last
 */
record Mutant(RuleDescription of, String change, String text) {

    /** What it is called in the list of survivors; stays the same when other rules change. */
    String name() {
        return of.id() + " " + change;
    }

    /** The changed rule under a name of its own, so that several can be compiled together. */
    String text(int number) {
        String quoted = '"' + of.sentence() + '"';
        int at = text.indexOf(quoted);
        return text.substring(0, at) + '"' + sentence(number) + '"' + text.substring(at + quoted.length());
    }

    String sentence(int number) {
        return of.sentence() + " #" + number;
    }

    @Override
    public String toString() {
        return name();
    }
}
