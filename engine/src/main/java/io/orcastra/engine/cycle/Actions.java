package io.orcastra.engine.cycle;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.plan.PlannedAction;
import io.orcastra.engine.port.BackgroundActions;
import io.orcastra.engine.port.Intent;
import io.orcastra.facts.control.InFlight;
import io.orcastra.facts.control.StartPatience;
import io.orcastra.facts.decision.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Actions under way beside the loop: begun by it, their outcomes collected by it. An
 * action counts as under way until its outcome was collected, so that no look older than its end is judged.
 */
final class Actions {
    private static final Logger LOG = LoggerFactory.getLogger(Actions.class);

    private final BackgroundActions background;
    private final EngineListener listener;
    private final Runnable finished;
    private final Map<String, UnderWay> underWay = new ConcurrentHashMap<>();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

    /** @param finished called on the action's thread whenever an outcome waits to be collected */
    Actions(BackgroundActions background, EngineListener listener, Runnable finished) {
        this.background = background;
        this.listener = listener;
        this.finished = finished;
    }

    void begin(PlannedAction action) {
        String name = action.proposal().action().getClass().getSimpleName();
        listener.actionStarted(action);
        begin(action.proposal().subject(), new UnderWay(name, List.copyOf(Set.copyOf(action.targets().values())), false),
                outcome -> background.execute(action.proposal(), action.targets(), outcome));
    }

    /** See {@link BackgroundActions#fence}. */
    void fence(Set<String> serviceIds) {
        background.fence(serviceIds);
    }

    /** See {@link BackgroundActions#allow}. */
    void allow(Set<StartPatience> starts) {
        background.allow(starts);
    }

    /** Finishes or undoes what somebody else began. */
    void recover(Intent intent) {
        LOG.info("Finishing or undoing {} of {}, begun by {}", intent.action(), intent.subject(), intent.holder());
        begin(intent.subject(), new UnderWay(intent.action(), List.of(), true),
                outcome -> background.recover(intent, outcome));
    }

    /** What ended since the last call, in the order of the ends. */
    List<Ending> collect() {
        List<Ending> endings = new ArrayList<>();
        for (Ended one = ended.poll(); one != null; one = ended.poll()) {
            UnderWay what = underWay.remove(one.subject);
            if (one.outcome != null) {
                endings.add(new Ending(one.outcome, what.recovery));
                listener.actionFinished(one.outcome);
            }
        }
        return endings;
    }

    Set<String> subjects() {
        return Set.copyOf(underWay.keySet());
    }

    /** Nodes the actions under way are directed at, once per action. */
    List<String> towards() {
        return underWay.values().stream().flatMap(one -> one.targets.stream()).toList();
    }

    Set<Object> facts() {
        return underWay.entrySet().stream().map(entry -> new InFlight(entry.getKey(), entry.getValue().action))
                .collect(Collectors.toSet());
    }

    boolean recovering() {
        return underWay.values().stream().anyMatch(UnderWay::recovery);
    }

    private void begin(String subject, UnderWay what, Consumer<Consumer<Outcome>> work) {
        underWay.put(subject, what);
        work.accept(outcome -> ended(subject, outcome));
    }

    private void ended(String subject, Outcome outcome) {
        ended.add(new Ended(subject, outcome));
        finished.run();
    }

    /** @param recovered whether it was begun by somebody else, and only finished or undone here */
    record Ending(Outcome outcome, boolean recovered) {
    }

    private record UnderWay(String action, List<String> targets, boolean recovery) {
    }

    /** @param outcome null when a recovery threw */
    private record Ended(String subject, Outcome outcome) {
    }
}
