package io.orcastra.adapters.reload;

import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleSet;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that rules changed, whatever way, by their content, as the configuration's watch does. A change counts once two
 * looks in a row saw the same, so that a file being written is not judged half done. Scenarios that change count where
 * they may have been the reason to refuse.
 */
final class RuleWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);
    private static final long PERIOD_MILLIS = 500;
    private static final long RESTLESS_MILLIS = 150;
    /** No rules: whatever lies there next is judged, the ones in force as well, so that nobody goes on waiting for others. */
    private static final String UNDONE = "";

    private final PolicyFolder folder;
    private final BiPredicate<RuleSet, String> judge;
    private final RulesListener listener;
    private final Supplier<String> inForce;
    private final Supplier<String> waiting;
    private String judged;
    private String judgedScenarios = "";
    private String lastSeen;

    /**
     * @param judge   of rules, with a name for them and for what they are judged by; false when it is to be asked again
     * @param inForce hash of the rules in force
     * @param waiting what stands for the configuration that waits for other rules; rules that were refused are judged
     *                again when it changes
     */
    RuleWatch(PolicyFolder folder, BiPredicate<RuleSet, String> judge, RulesListener listener, Supplier<String> inForce,
            Supplier<String> waiting) {
        this.folder = folder;
        this.judge = judge;
        this.listener = listener;
        this.inForce = inForce;
        this.waiting = waiting;
        judged = inForce.get();
        lastSeen = judged;
    }

    void start(ScheduledExecutorService scheduler) {
        schedule(scheduler, PERIOD_MILLIS);
    }

    private void schedule(ScheduledExecutorService scheduler, long millis) {
        try {
            scheduler.schedule(() -> schedule(scheduler, lookSafely() ? PERIOD_MILLIS : RESTLESS_MILLIS), millis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException theDaemonEnds) {
            LOG.debug("no more looks at the rules");
        }
    }

    /** One look; judges a change that has come to rest. False when there is one that has not. */
    boolean look() {
        RuleSet seen;
        try {
            seen = folder.rules();
        } catch (InvalidRules unreadable) {
            return unreadable(unreadable.getMessage(), Refusal.of("they cannot be read", unreadable.problems()));
        } catch (RuntimeException unreadable) {
            return unreadable(unreadable.getMessage(), new Refusal(String.valueOf(unreadable.getMessage()), List.of()));
        }
        String scenarios = seen.hash().equals(inForce.get()) ? "" : folder.stampOfScenarios() + waiting.get() + '\n';
        boolean atRest = (seen.hash() + scenarios).equals(lastSeen);
        lastSeen = seen.hash() + scenarios;
        boolean changed = !seen.hash().equals(judged) || !scenarios.isEmpty() && !scenarios.equals(judgedScenarios);
        if (atRest && changed) {
            boolean done = judge.test(seen, lastSeen);
            judged = done ? seen.hash() : UNDONE;
            judgedScenarios = done ? scenarios : "";
        }
        return atRest;
    }

    /** Whatever lies there now is judged again, because what it is measured by has changed. */
    void again() {
        judged = UNDONE;
    }

    private boolean unreadable(String message, Refusal why) {
        boolean atRest = String.valueOf(message).equals(lastSeen);
        lastSeen = String.valueOf(message);
        if (atRest && !lastSeen.equals(judged)) {
            judged = lastSeen;
            listener.refused("", why);
        }
        return atRest;
    }

    private boolean lookSafely() {
        try {
            return look();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("The rules could not be looked at; the next look comes soon. "
                    + "Maybe this is a fault of Orcastra worth reporting.", e);
            return true;
        }
    }
}
