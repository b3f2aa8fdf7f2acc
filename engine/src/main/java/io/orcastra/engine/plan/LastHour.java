package io.orcastra.engine.plan;

import io.orcastra.facts.control.HourSpent;
import io.orcastra.facts.decision.RestorePreviousSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the budget of an hour has to pay for: moves and restarts begun in the last one.
 *
 * @param begun when, oldest first
 */
public record LastHour(List<Instant> begun) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String RESTORE = RestorePreviousSpec.class.getSimpleName();

    public LastHour {
        begun = List.copyOf(begun);
    }

    public static LastHour of(Collection<PastAction> history, Instant now) {
        return new LastHour(history.stream().filter(past -> !past.action().equals(RESTORE)).map(PastAction::at)
                .filter(at -> at.isAfter(now.minus(HOUR))).sorted().toList());
    }

    /** What rules are told when nothing is left; an hour that may see nothing at all does not end. */
    public Optional<HourSpent> spent(int perHour) {
        return perHour == 0 || begun.size() < perHour ? Optional.empty()
                : Optional.of(new HourSpent(roomAfter(begun.size() - perHour)));
    }

    int size() {
        return begun.size();
    }

    /** When that many, and one more, have left the hour. */
    Instant roomAfter(int others) {
        return begun.get(others).plus(HOUR);
    }
}
