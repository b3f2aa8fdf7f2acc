package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleSet;
import java.util.Set;

/** Rules judge a copy of the present facts where they can do no harm. */
interface Trial {

    /**
     * @param off ids of rules that are switched off
     * @throws Refusal when they throw, loop or overrun
     */
    TrialReport judge(RuleSet rules, Set<String> off, Present present) throws Refusal;
}
