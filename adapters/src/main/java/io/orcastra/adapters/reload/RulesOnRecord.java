package io.orcastra.adapters.reload;

import io.orcastra.adapters.recorder.FlightRecorder;
import io.orcastra.rules.RuleSet;
import java.time.Duration;
import java.util.Set;

/** Notes each edit of rules in the flight record. */
public final class RulesOnRecord implements RulesListener {
    private final FlightRecorder recorder;
    private final String process;
    private final String version;

    /** @param process unique */
    public RulesOnRecord(FlightRecorder recorder, String process, String version) {
        this.recorder = recorder;
        this.process = process;
        this.version = version;
    }

    @Override
    public void inForce(RuleSet files, int rules, Duration pause, Duration took, Set<String> gone, Set<String> added) {
        recorder.started(process, version, files.hash());
    }

    @Override
    public void postponed(String hash, Passing why, Duration again) {
        recorder.refused(hash, why.getMessage());
    }

    @Override
    public void refused(String hash, Refusal why) {
        recorder.refused(hash, why.getMessage());
    }
}
