package io.orcastra.engine.recording;

import io.orcastra.engine.plan.Plan;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.decision.Finding;
import io.orcastra.facts.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One thing a flight recorder keeps. */
public sealed interface Entry {

    Instant at();

    /**
     * A process began, or other rules came in force in it.
     *
     * @param process unique
     * @param rules   hash of the rules in force
     */
    record Started(Instant at, String process, String version, String rules) implements Entry {
    }

    /**
     * A cycle with everything its decision depended on.
     *
     * @param trigger what asked for it
     * @param dropped cycles before this one that could not be kept, because writing was slower than thinking or failed
     */
    record Cycle(
            Instant at, long number, String trigger, Duration took, long dropped, Set<Object> facts,
            Background background, Plan plan, List<Finding> findings) implements Entry {
        public Cycle {
            findings = List.copyOf(findings);
        }

        /** The same after so many more that could not be kept. */
        public Cycle after(long more) {
            return more == 0 ? this
                    : new Cycle(at, number, trigger, took, dropped + more, facts, background, plan, findings);
        }

        public static Cycle of(DecisionRecord record, long dropped) {
            return new Cycle(record.at(), record.cycle(), record.trigger(), record.took(), dropped, record.facts(),
                    record.background(), record.plan(), record.findings());
        }
    }

    /** An action ended. */
    record Ended(Instant at, Outcome outcome) implements Entry {
    }

    /** A rule threw or did not come to rest, and was taken out. */
    record Isolated(Instant at, String rule, String reason) implements Entry {
    }

    /**
     * An edit of rules was refused; the former ones went on.
     *
     * @param rules hash of what was edited; empty when it could not be read
     */
    record Refused(Instant at, String rules, String reason) implements Entry {
    }
}
