package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleSet;
import java.time.Duration;
import java.util.Set;

/** What becomes of the rules; implementations are quick and never throw. */
public interface RulesListener {

    /**
     * They decide from now on.
     *
     * @param rules  number of rules
     * @param pause  how long the loop stood still
     * @param took   from the first sight of the edit, compiling included
     * @param gone   actions the former rules wanted now, and these do not
     * @param added  the other way round
     */
    void inForce(RuleSet files, int rules, Duration pause, Duration took, Set<String> gone, Set<String> added);

    /** The former rules go on. */
    void refused(String hash, Refusal why);

    /** The former rules go on, and these are tried again after a while though nobody edits them. */
    void postponed(String hash, Passing why, Duration again);
}
