package io.orcastra.engine.cycle;

import io.orcastra.engine.memory.Conclusions;
import io.orcastra.engine.memory.WorkingMemory;
import io.orcastra.facts.control.Recovered;

/**
 * Lets the rules conclude until what they say of time is answered as well: a timer that elapses at once, attempts that
 * are forgotten. Used by one thread.
 */
final class Concluding {
    /** Each answer can lead to one more; more than this is a rule that contradicts itself. */
    private static final int ROUNDS = 5;
    private static final String TIMERS = "timers";

    private final WorkingMemory memory;
    private final Timers timers;
    private final Lessons lessons;

    Concluding(WorkingMemory memory, Timers timers, Lessons lessons) {
        this.memory = memory;
        this.timers = timers;
        this.lessons = lessons;
    }

    /** @param firm whether the facts can be trusted; timers are held while they cannot */
    Conclusions conclude(boolean firm) {
        memory.replace(TIMERS, timers.elapsed());
        Conclusions conclusions = memory.conclude();
        for (int i = 0; i < ROUNDS && answered(conclusions, firm); i++) {
            conclusions = memory.conclude();
        }
        return conclusions;
    }

    private boolean answered(Conclusions conclusions, boolean firm) {
        if (firm) {
            timers.wish(conclusions.timers(), conclusions.heldTimers());
        } else {
            timers.hold(conclusions.timers());
        }
        for (Recovered recovered : conclusions.recovered()) {
            lessons.recovered(recovered.subject());
        }
        int changes = memory.replace(TIMERS, timers.elapsed());
        changes += memory.replace(Lessons.SOURCE, lessons.facts());
        return changes > 0;
    }
}
