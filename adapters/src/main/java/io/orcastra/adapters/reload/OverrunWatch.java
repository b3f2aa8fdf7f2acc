package io.orcastra.adapters.reload;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.rules.RuleFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when its rules do not come to an end: nothing else stops a condition that runs away. The files that
 * are to blame are written down before, so that the next start does without them. Looks from a thread of its own.
 */
public final class OverrunWatch implements EngineListener {
    private static final Logger LOG = LoggerFactory.getLogger(OverrunWatch.class);

    private final Clock clock;
    private final Duration limit;
    private final Overruns overruns;
    private final Supplier<List<RuleFile>> suspects;
    private final Runnable end;
    private volatile Long since;

    /**
     * @param limit    for one conclusion; honest ones take milliseconds
     * @param suspects the operator's files that came last
     * @param end      ends the process at once
     */
    public OverrunWatch(Clock clock, Duration limit, Overruns overruns, Supplier<List<RuleFile>> suspects, Runnable end) {
        this.clock = clock;
        this.limit = limit;
        this.overruns = overruns;
        this.suspects = suspects;
        this.end = end;
    }

    @Override
    public void concluding() {
        since = clock.nanos();
    }

    @Override
    public void concluded() {
        since = null;
    }

    public void start(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    void look() {
        Long began = since;
        if (began == null || clock.nanos() - began < limit.toNanos()) {
            return;
        }
        List<RuleFile> files = suspects.get();
        LOG.atError().addKeyValue("files", files.stream().map(RuleFile::name).toList())
                .addKeyValue("seconds", limit.toSeconds())
                .addKeyValue("advice", "Maybe a pattern shares no key with those before it; the next start leaves these files "
                        + "out until they change")
                .log("The rules do not come to an end; this process ends itself");
        try {
            overruns.add(files);
        } catch (IOException failure) {
            LOG.error("The files could not be written down: {}", failure.toString());
        }
        end.run();
    }
}
