package io.orcastra.adapters.cli;

import io.orcastra.engine.port.Intent;
import io.orcastra.facts.control.MoveRequest;
import io.orcastra.facts.control.OperatorRequest;
import io.orcastra.facts.decision.MoveService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What goes on of something that was asked for, after it was withdrawn. A move that stops half way is what the engine is there
 * to prevent. A pull changes no service, and after it everything is decided anew, without what was withdrawn, but with what is
 * wished for otherwise: a service follows its anchor whoever moved that.
 *
 * @param asked    the move or the emptied node; empty for any other order
 * @param subjects ids of what was acted on for it when it was answered last
 * @param intents  all that is under way now, whoever wished it
 */
record GoesOn(Optional<OperatorRequest> asked, Set<String> subjects, List<Intent> intents) {
    private static final String MOVE = MoveService.class.getSimpleName();

    /** English, to be put behind the word of the withdrawal. */
    String words(UnaryOperator<String> names) {
        List<Intent> own = own();
        List<Intent> pulls = own.stream().filter(GoesOn::isPull).toList();
        if (own.isEmpty()) {
            return subjects.isEmpty() ? "; nothing of it is under way"
                    : "; what was under way for it has ended, or is only just beginning";
        }
        if (pulls.size() == own.size() && own.stream().allMatch(this::isBeginningOfMove)) {
            return "; only an image is still pulled for it, and no service is touched";
        }
        String finished = own.stream().filter(one -> !isPull(one))
                .map(one -> names.apply(one.subject()) + (one.action().equals(MOVE) ? " is being moved" : " is under way"))
                .sorted().collect(Collectors.joining(", "));
        String pulled = pulls.stream().map(one -> names.apply(one.subject())).sorted().collect(Collectors.joining(", "));
        return (finished.isEmpty() ? "; nothing more is begun for it" : "; what has begun is finished: " + finished)
                + (pulled.isEmpty() ? "" : "; an image is still pulled for " + pulled + ", and what follows an anchor follows it");
    }

    private List<Intent> own() {
        return intents.stream().filter(one -> asked.isEmpty() || one.action().equals(MOVE))
                .filter(one -> subjects.contains(one.subject())
                        || asked.filter(request -> one.cause().equals(request.cause())).isPresent())
                .toList();
    }

    /** While the one service that was asked for still waits for its image, nothing that follows it has moved either. */
    private boolean isBeginningOfMove(Intent intent) {
        return asked.filter(request -> request instanceof MoveRequest && intent.cause().equals(request.cause())).isPresent();
    }

    private static boolean isPull(Intent intent) {
        return !intent.job().isEmpty();
    }
}
