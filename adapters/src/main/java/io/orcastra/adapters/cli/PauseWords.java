package io.orcastra.adapters.cli;

import io.orcastra.facts.control.Paused;
import java.time.temporal.ChronoUnit;

/** A pause in a line for its operator. */
final class PauseWords {

    private PauseWords() {
    }

    static String of(Paused pause) {
        return (pause.service().isEmpty() ? "everything" : pause.service()) + " is paused "
                + (pause.until() == null ? "until it is resumed" : "until " + pause.until().truncatedTo(ChronoUnit.SECONDS))
                + ": " + pause.reason();
    }
}
