package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleSet;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Writes what became of edits down, a line each. */
final class TellingListener implements RulesListener {
    private final List<String> told;

    /** @param told is added to */
    TellingListener(List<String> told) {
        this.told = told;
    }

    @Override
    public void inForce(RuleSet files, int rules, Duration pause, Duration took, Set<String> gone, Set<String> added) {
        told.add("in force, " + pause.toMillis() + " ms, added " + added);
    }

    @Override
    public void refused(String hash, Refusal why) {
        told.add("refused: " + why.getMessage() + " " + why.problems());
    }

    @Override
    public void postponed(String hash, Passing why, Duration again) {
        told.add("again in " + again.toSeconds() + " s: " + why.getMessage());
    }
}
