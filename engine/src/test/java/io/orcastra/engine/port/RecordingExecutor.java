package io.orcastra.engine.port;

import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Outcome.Result;
import io.orcastra.facts.decision.Proposal;
import io.orcastra.facts.decision.RestorePreviousSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Remembers what it was asked to do and answers what a test says; success unless told otherwise. Thread-safe. */
public final class RecordingExecutor implements ActionExecutor {
    private final Clock clock;
    private final List<Proposal> executed = new CopyOnWriteArrayList<>();
    private final List<Intent> recovered = new CopyOnWriteArrayList<>();
    private volatile Function<Proposal, Outcome> answer;
    private volatile Set<String> fenced = Set.of();
    private volatile Set<StartPatience> allowed = Set.of();
    private volatile boolean stopped;

    public RecordingExecutor(Clock clock) {
        this.clock = clock;
        this.answer = proposal -> outcome(proposal, Result.SUCCEEDED, "");
    }

    public void answers(Function<Proposal, Outcome> answer) {
        this.answer = answer;
    }

    public Outcome outcome(Proposal proposal, Result result, String message) {
        return new Outcome(proposal, result, message, 0, clock.instant(), clock.instant());
    }

    public List<Proposal> executed() {
        return List.copyOf(executed);
    }

    public List<Intent> recovered() {
        return List.copyOf(recovered);
    }

    /** What it was told last. */
    public Set<String> fenced() {
        return fenced;
    }

    public Set<StartPatience> allowed() {
        return allowed;
    }

    public boolean stopped() {
        return stopped;
    }

    @Override
    public Outcome execute(Proposal proposal, Map<String, String> targets) {
        executed.add(proposal);
        return answer.apply(proposal);
    }

    @Override
    public Outcome recover(Intent intent) {
        recovered.add(intent);
        return answer.apply(new Proposal(
                intent.rule(), new RestorePreviousSpec(intent.subject()), intent.cause(), "recovered"));
    }

    @Override
    public void fence(Set<String> serviceIds) {
        fenced = Set.copyOf(serviceIds);
    }

    @Override
    public void allow(Set<StartPatience> starts) {
        allowed = Set.copyOf(starts);
    }

    @Override
    public void stop(Duration grace) {
        stopped = true;
    }
}
