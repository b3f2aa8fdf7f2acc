package io.orcastra.adapters.http;

import io.orcastra.engine.cycle.EngineSettings;
import io.orcastra.engine.cycle.LoopStatus;
import io.orcastra.engine.port.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Judges how the daemon is. Thread-safe. */
public final class HealthMonitor {

    private final Supplier<LoopStatus> loop;
    private final Clock clock;
    private final Supplier<EngineSettings> settings;
    private volatile Edit configuration = Edit.TAKEN;
    private volatile String rulesProblem = "";

    /**
     * @param settings in force now; after three times the longest time between two looks, and another 30 s, without one
     *                 something is wrong
     */
    public HealthMonitor(Supplier<LoopStatus> loop, Clock clock, Supplier<EngineSettings> settings) {
        this.loop = loop;
        this.clock = clock;
        this.settings = settings;
    }

    /** What became of the last edit of the configuration. */
    public enum Edit {
        TAKEN("ok", ""),
        REFUSED("refused", "the configuration was edited badly; the last good one is in force"),
        POSTPONED("postponed", "the edited configuration could not be tried yet; the last good one is in force");

        private final String word;
        private final String problem;

        Edit(String word, String problem) {
            this.word = word;
            this.problem = problem;
        }
    }

    /** Holds until the next edit. */
    public void configuration(Edit last) {
        configuration = last;
    }

    /** What somebody should mend about the rules; empty when nothing. */
    public void rulesProblem(String problem) {
        rulesProblem = problem;
    }

    public Health health() {
        LoopStatus status = loop.get();
        EngineSettings inForce = settings.get();
        Edit edit = configuration;
        List<String> failures = new ArrayList<>();
        if (!status.alive()) {
            failures.add("the control loop does not go on");
        }
        Long age = age(status.lastGoodLookNanos());
        if (age == null) {
            failures.add("the swarm has not been observed yet");
        } else if (age > inForce.poll().multipliedBy(3).plusSeconds(30).toSeconds()) {
            failures.add("the swarm was last observed " + age + " s ago");
        }
        List<String> problems = new ArrayList<>(failures);
        if (!edit.problem.isEmpty()) {
            problems.add(edit.problem);
        }
        if (!rulesProblem.isEmpty()) {
            problems.add(rulesProblem);
        }
        return new Health(!failures.isEmpty() ? "failing" : problems.isEmpty() ? "ok" : "degraded", problems,
                status.alive(), age, status.unsettled(), inForce.dryRun() ? "none" : status.leaseHeld() ? "held" : "standby",
                status.leaseHolder(), edit.word);
    }

    private Long age(Long lookedAt) {
        return lookedAt == null ? null : TimeUnit.NANOSECONDS.toSeconds(clock.nanos() - lookedAt);
    }
}
