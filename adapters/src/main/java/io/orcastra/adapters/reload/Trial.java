package io.orcastra.adapters.reload;

import io.orcastra.rules.RuleSet;
import java.util.Set;

/** Rules judge a copy of the present facts, and play their scenarios, where they can do no harm. */
interface Trial {

    /** Begins what takes its time whatever the rules are, while they are still being compiled. */
    Course begin() throws Refusal;

    /** One trial. */
    interface Course extends AutoCloseable {

        /**
         * @param rules compiled in the cache
         * @param off   ids of rules that are switched off; scenarios are played with all
         * @throws Refusal when they throw, loop or overrun
         */
        TrialReport judge(RuleSet rules, Set<String> off, Present present) throws Refusal;

        /** Whether it can still judge: it waits for that for some minutes. */
        default boolean waits() {
            return true;
        }

        @Override
        void close();
    }
}
