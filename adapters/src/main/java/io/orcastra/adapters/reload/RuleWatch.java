package io.orcastra.adapters.reload;

import io.orcastra.rules.InvalidRules;
import io.orcastra.rules.RuleSet;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that rules changed, whatever way, by their content, as the configuration's watch does. A change counts once two
 * looks in a row saw the same, so that a file being written is not judged half done.
 */
final class RuleWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);
    private static final long PERIOD_MILLIS = 500;

    private final Supplier<RuleSet> read;
    private final Predicate<RuleSet> judge;
    private final RulesListener listener;
    private String judged;
    private String lastSeen;

    /**
     * @param read  what is there now
     * @param judge false when it is to be asked again
     * @param inForce hash of what was read at the start
     */
    RuleWatch(Supplier<RuleSet> read, Predicate<RuleSet> judge, RulesListener listener, String inForce) {
        this.read = read;
        this.judge = judge;
        this.listener = listener;
        this.judged = inForce;
        this.lastSeen = inForce;
    }

    void start(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(this::lookSafely, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One look; judges a change that has come to rest. */
    void look() {
        RuleSet seen;
        try {
            seen = read.get();
        } catch (InvalidRules unreadable) {
            unreadable(unreadable.getMessage(), Refusal.of("they are no text", unreadable.problems()));
            return;
        } catch (RuntimeException unreadable) {
            unreadable(unreadable.getMessage(), new Refusal(String.valueOf(unreadable.getMessage()), List.of()));
            return;
        }
        boolean atRest = seen.hash().equals(lastSeen);
        lastSeen = seen.hash();
        if (atRest && !seen.hash().equals(judged) && judge.test(seen)) {
            judged = seen.hash();
        }
    }

    /** What was refused is judged again, because what it was measured by has changed. */
    void again(String inForce) {
        judged = inForce;
    }

    private void unreadable(String message, Refusal why) {
        boolean atRest = String.valueOf(message).equals(lastSeen);
        lastSeen = String.valueOf(message);
        if (atRest && !lastSeen.equals(judged)) {
            judged = lastSeen;
            listener.refused("", why);
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("The rules could not be looked at; the next look comes soon. "
                    + "Maybe this is a fault of Orcastra worth reporting.", e);
        }
    }
}
