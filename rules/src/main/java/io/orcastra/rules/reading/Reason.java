package io.orcastra.rules.reading;

import io.orcastra.rules.RuleDescription;
import java.util.List;
import java.util.Optional;

/**
 * Why a rule does or does not match for a subject.
 *
 * @param line    of the part of the condition that fails; of the rule when it holds
 * @param matched facts of the parts before it
 * @param step    number of the part that fails, from 0; as many as {@code steps} when it holds
 * @param because why what is missing was not concluded itself; of several rules the one that came nearest
 */
public record Reason(
        RuleDescription rule, int line, List<Object> matched, int step, int steps, Cause cause, Optional<Reason> because) {
    public Reason {
        matched = List.copyOf(matched);
    }

    public boolean holds() {
        return cause instanceof Cause.Holds;
    }

    /** The reason at the end of the chain: what would have to be otherwise first. */
    public Reason root() {
        return because.map(Reason::root).orElse(this);
    }

    /** How much of the condition holds, from 0 to 1. */
    public double progress() {
        return steps == 0 ? 1 : (double) step / steps;
    }
}
