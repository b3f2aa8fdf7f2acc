package io.orcastra.adapters.shadow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orcastra.adapters.history.ReplayReport;
import java.util.List;

/** What the process of a shadow says, a line each. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShadowAnswer(Ready ready, Refused refused, Judged judged, ReplayReport report) {

    static ShadowAnswer of(Ready ready) {
        return new ShadowAnswer(ready, null, null, null);
    }

    static ShadowAnswer of(Refused refused) {
        return new ShadowAnswer(null, refused, null, null);
    }

    static ShadowAnswer of(Judged judged) {
        return new ShadowAnswer(null, null, judged, null);
    }

    static ShadowAnswer of(ReplayReport report) {
        return new ShadowAnswer(null, null, null, report);
    }

    /**
     * It judges from now on.
     *
     * @param rules    number of rules that judge
     * @param warnings what should be mended although it does not stand in the way; each with place and advice
     */
    record Ready(int rules, List<String> warnings) {
    }

    /** @param problems each names its place, what is wrong and what to do */
    record Refused(String reason, List<String> problems) {
    }

    /**
     * Counted from the beginning, but for the nanoseconds, which are of this cycle.
     *
     * @param onlyActive differences in which only the rules in force decided something
     * @param onlyShadow differences in which only the candidate did
     * @param changed    differences in which both did, not the same
     */
    record Judged(long compared, long agreed, long onlyActive, long onlyShadow, long changed, long nanos) {
        static final Judged NONE = new Judged(0, 0, 0, 0, 0, 0);
    }
}
