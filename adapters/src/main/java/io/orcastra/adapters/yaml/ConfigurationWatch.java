package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.Problem.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the configuration changed, whatever way: written in place, renamed over, a mounted link swapped, a file
 * come or gone. It compares content, because no notice of the file system reaches through every kind of mount; the files
 * are a few kilobytes, and reading them twice a second costs less than a thousandth of a processor.
 *
 * <p>A change counts once two looks in a row saw the same, so that a file being written is not judged half done. A valid
 * configuration goes to one consumer; an invalid one to the other, and the last good one stays in force. So it does when
 * the last policy file vanishes: that is more likely an accident than a wish.
 */
public final class ConfigurationWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);
    private static final long PERIOD_MILLIS = 500;
    private static final String NONE = "";

    private final Path folder;
    private final Map<String, String> environment;
    private final Predicate<Configuration> changed;
    private final Consumer<ConfigurationInvalid> refused;
    private final BooleanSupplier due;
    private boolean policiesInForce;
    private boolean turnedDown;
    private volatile boolean again;
    private String judged;
    private String lastSeen;
    private final PassedOver afterReading = new PassedOver();
    private final PassedOver afterTaking = new PassedOver();

    /**
     * @param inForce what was loaded at the start and is not announced again
     * @param changed false when it must not come into force as things are
     * @param due     whether one for which it was false is to be judged once more
     */
    public ConfigurationWatch(Path folder, Map<String, String> environment, Configuration inForce,
            Predicate<Configuration> changed, Consumer<ConfigurationInvalid> refused, BooleanSupplier due) {
        this.due = due;
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.changed = changed;
        this.refused = refused;
        this.policiesInForce = !inForce.observesOnly();
        this.judged = inForce.hash();
        this.lastSeen = inForce.hash();
    }

    /** Looks twice a second until the returned future is cancelled. */
    public ScheduledFuture<?> start(ScheduledExecutorService scheduler) {
        return scheduler.scheduleWithFixedDelay(this::lookSafely, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Judges what is there now and announces it even when nothing changed: the answer to SIGHUP. */
    public synchronized void reload() {
        judge(read());
    }

    /** What is there and must not come into force is judged once more, because something else is in force now. */
    public void again() {
        again = true;
    }

    /** One look; announces a change that has come to rest. */
    public synchronized void look() {
        if (afterReading.isThis()) {
            return;
        }
        Reading reading = read();
        boolean atRest = reading.digest().equals(lastSeen);
        lastSeen = reading.digest();
        if (!atRest) {
            afterTaking.none();
        }
        if (!afterTaking.isThis() && atRest && (!reading.digest().equals(judged) || turnedDown && (again || due.getAsBoolean()))) {
            judge(reading);
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("The configuration could not be read or taken over; it is tried again within a minute. "
                    + "Maybe this is a fault of Orcastra worth reporting.", e);
        }
    }

    private Reading read() {
        afterReading.more();
        Reading reading = Reading.of(folder, environment);
        afterReading.none();
        return reading;
    }

    /** One that throws out of here is judged again: what it has put in force may be half of it. */
    private void judge(Reading reading) {
        judged = NONE;
        lastSeen = reading.digest();
        again = false;
        turnedDown = false;
        afterTaking.more();
        turnedDown = !isTaken(reading);
        judged = reading.digest();
        afterTaking.none();
    }

    /** Or refused for good. */
    private boolean isTaken(Reading reading) {
        if (policiesInForce && !reading.hasPolicyFiles()) {
            refused.accept(new ConfigurationInvalid(List.of(vanished())));
            return true;
        }
        try {
            Configuration configuration = reading.configuration();
            boolean taken = changed.test(configuration);
            if (taken) {
                policiesInForce = !configuration.observesOnly();
            }
            return taken;
        } catch (ConfigurationInvalid e) {
            refused.accept(e);
            return true;
        }
    }

    private Problem vanished() {
        return new Problem(Severity.ERROR, folder.toString(), 0, 0,
                "no configuration file is left; the last good one stays in force",
                "Maybe the mount is gone; restart Orcastra if it should only observe from now on.", "");
    }
}
