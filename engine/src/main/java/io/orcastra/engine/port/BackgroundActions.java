package io.orcastra.engine.port;

import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import io.orcastra.facts.decision.Proposal;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How the loop has actions carried out beside it. {@code ended} is told exactly once, on any thread, also of what
 * could not be begun: that was skipped. It is told null when a recovery broke off and is to be tried again.
 */
public interface BackgroundActions {

    /** Begins what {@link ActionExecutor#execute} does. */
    void execute(Proposal proposal, Map<String, String> targets, Consumer<Outcome> ended);

    /** As {@link ActionExecutor#fence}. */
    void fence(Set<String> serviceIds);

    /** As {@link ActionExecutor#allow}. */
    void allow(Set<StartPatience> starts);

    /** Begins what {@link ActionExecutor#recover} does. */
    void recover(Intent intent, Consumer<Outcome> ended);
}
