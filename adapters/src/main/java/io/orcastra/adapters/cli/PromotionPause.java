package io.orcastra.adapters.cli;

import io.orcastra.engine.ledger.PausePage;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.port.Ledger;
import io.orcastra.engine.port.LedgerUnavailable;
import io.orcastra.facts.control.Paused;
import java.time.Instant;
import java.util.Optional;

/**
 * The pause of everything while a candidate is promoted. An operator's own that lasts longer is enough; one that ends sooner
 * is there again afterwards, for what is left of it.
 */
final class PromotionPause {
    private final Ledger ledger;
    private final Clock clock;
    private final Paused ours;
    private Optional<Paused> theirs = Optional.empty();

    /** @param end of the pause, should nobody end it */
    PromotionPause(Ledger ledger, Clock clock, Instant end) {
        this.ledger = ledger;
        this.clock = clock;
        ours = new Paused("", "a candidate is being promoted", end);
    }

    void begin() throws LedgerUnavailable {
        theirs = holding();
        if (theirs.isEmpty() || endsSooner(theirs.get())) {
            PausePage.pause(ledger, ours, clock.instant());
        }
    }

    /** Leaves alone what somebody wrote in its place meanwhile. */
    void end() throws LedgerUnavailable {
        if (!holding().equals(Optional.of(ours))) {
            return;
        }
        Optional<Paused> left = theirs.filter(pause -> pause.until().isAfter(clock.instant()));
        if (left.isPresent()) {
            PausePage.pause(ledger, left.get(), clock.instant());
        } else {
            PausePage.resume(ledger, "");
        }
    }

    /** Until when everything is paused while nobody ends that, in words. */
    String words() {
        Instant until = theirs.isPresent() && !endsSooner(theirs.get()) ? theirs.get().until() : ours.until();
        return until == null ? "until orcastra resume" : "until " + until + ", or until orcastra resume";
    }

    private boolean endsSooner(Paused pause) {
        return pause.until() != null && pause.until().isBefore(ours.until());
    }

    private Optional<Paused> holding() throws LedgerUnavailable {
        return PausePage.at(clock.instant(), ledger.read()).stream().filter(pause -> pause.service().isEmpty()).findFirst();
    }
}
