package io.orcastra.engine.cycle;

import io.orcastra.engine.ledger.Timing;
import io.orcastra.engine.memory.Conclusions;
import io.orcastra.engine.plan.Situation;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.facts.control.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An evaluation that can be asked why.
 *
 * @param situation what the plan was made from
 * @param timings   how long what is timed had lasted, as far as somebody knew
 */
public record Examination(DecisionRecord record, Conclusions conclusions, Situation situation, Collection<Timing> timings) {
    public Examination {
        timings = List.copyOf(timings);
    }

    Examination knowing(Collection<Timing> known) {
        return new Examination(record, conclusions, situation, known);
    }

    /** How long the timer has run; empty when one look cannot tell. */
    public Optional<Duration> passed(Timer timer) {
        Optional<Duration> running = record.background().timers().stream()
                .filter(one -> one.name().equals(timer.name()) && one.subject().equals(timer.subject()))
                .map(Background.RunningTimer::passed).findFirst();
        return running.or(() -> written(timer));
    }

    private Optional<Duration> written(Timer timer) {
        String identity = Timing.of(new Elapsed(timer.name(), timer.subject()), Duration.ZERO).identity();
        return timings.stream().filter(one -> one.identity().equals(identity)).map(Timing::passed).findFirst();
    }

    /** Everything rules saw: facts and what they concluded of them. */
    public Set<Object> everything() {
        Set<Object> all = new HashSet<>(record.facts());
        all.addAll(conclusions.conditions());
        all.addAll(conclusions.proposals());
        all.addAll(conclusions.vetoes());
        all.addAll(conclusions.targetVetoes());
        all.addAll(conclusions.timers());
        return all;
    }
}
