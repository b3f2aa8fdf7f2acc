package io.orcastra.adapters.docker.move;

import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.PullRefusal;
import java.util.List;

/** An action that ends before it has changed anything, and how. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Ending ending;

    private Refusal(Ending ending) {
        super(ending.message(), null, false, false);
        this.ending = ending;
    }

    static Refusal impossible(String message) {
        return new Refusal(new Ending(Outcome.Result.REFUSED, message, 0, List.of()));
    }

    static Refusal unneeded(String message) {
        return new Refusal(new Ending(Outcome.Result.SKIPPED, message, 0, List.of()));
    }

    static Refusal pull(PullRefusal pull, String message) {
        return new Refusal(new Ending(Outcome.Result.REFUSED, message, 0, List.of(pull)));
    }

    Ending ending() {
        return ending;
    }
}
