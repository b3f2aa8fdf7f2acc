package io.orcastra.adapters.scenario;

import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.reading.Whereabouts;
import java.util.Set;

/** Told of every decision of the scenarios that are played. */
public interface Onlooker {
    Onlooker NOBODY = (rules, off, record) -> { };

    /**
     * @param rules of the scenario
     * @param off   ids of those that are switched off in it
     */
    void saw(RuleBook rules, Set<String> off, DecisionRecord record);

    /** Where it is while it looks at rules by itself. */
    default Whereabouts whereabouts() {
        return new Whereabouts();
    }
}
