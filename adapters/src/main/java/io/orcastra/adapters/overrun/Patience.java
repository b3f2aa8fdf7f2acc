package io.orcastra.adapters.overrun;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.reading.Whereabouts;

/** How long somebody waits for work in which rules conclude; it is told when they begin and end. */
public interface Patience extends EngineListener {
    /** For whoever is watched by somebody else. */
    Patience ENDLESS = new Patience() {
        @Override
        public <T, E extends Exception> T over(RuleBook rules, Whereabouts walk, Work<T, E> work) throws E {
            return work.run();
        }
    };

    /** What is waited for. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Does the work.
     *
     * @param rules that conclude in it
     * @param walk  where the work is when it walks rules by itself
     * @throws NoEnd when they, or what is done with what they concluded, come to no end; the work is given up
     */
    <T, E extends Exception> T over(RuleBook rules, Whereabouts walk, Work<T, E> work) throws E;

    /** Does work that walks no rules by itself. */
    default <T, E extends Exception> T over(RuleBook rules, Work<T, E> work) throws E {
        return over(rules, new Whereabouts(), work);
    }
}
