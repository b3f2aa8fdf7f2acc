package io.orcastra.facts.control;

import io.orcastra.facts.decision.Proposal;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule that failed and is left out until its file changes, or that stands in a file that is left out. What it might
 * have forbidden is held meanwhile.
 *
 * @param line    of the word {@code rule}, from 1
 * @param reason  what it did, one clause
 * @param actions simple names of the actions it might have forbidden
 * @param wishes  ids of the rules whose wishes it might have forbidden, for whatever action
 */
public record LeftOutRule(String rule, String file, int line, String reason, Set<String> actions, Set<String> wishes) {
    public LeftOutRule {
        actions = Collections.unmodifiableSet(new TreeSet<>(actions));
        wishes = Collections.unmodifiableSet(new TreeSet<>(wishes));
    }

    /** Whether it might have forbidden this. */
    public boolean mightForbid(Proposal proposal) {
        return wishes.contains(proposal.rule()) || actions.contains(proposal.action().getClass().getSimpleName());
    }

    /** Whether there is anything it might have forbidden. */
    public boolean holds() {
        return !wishes.isEmpty() || !actions.isEmpty();
    }
}
