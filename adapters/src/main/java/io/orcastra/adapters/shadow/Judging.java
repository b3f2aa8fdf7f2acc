package io.orcastra.adapters.shadow;

import io.orcastra.adapters.history.ReplayReport;
import io.orcastra.adapters.shadow.ShadowAnswer.Judged;
import io.orcastra.engine.recording.Entry;
import java.util.List;

/** A candidate at work where it can do no harm. Used by one thread. */
interface Judging extends AutoCloseable {

    /** Number of its rules. */
    int rules();

    /** What should be mended although it does not stand in the way; each with place and advice. */
    default List<String> warnings() {
        return List.of();
    }

    Judged judge(Entry.Cycle cycle) throws ShadowFailed;

    ReplayReport report() throws ShadowFailed;

    @Override
    void close();

    /** Begins one. */
    @FunctionalInterface
    interface Start {
        /** @throws ShadowFailed when the candidate is no good, and says why */
        Judging of(ShadowSet candidate) throws ShadowFailed;
    }
}
