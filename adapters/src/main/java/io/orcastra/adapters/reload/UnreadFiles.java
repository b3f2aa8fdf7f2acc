package io.orcastra.adapters.reload;

import io.orcastra.adapters.scenario.Unread;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of files beside the rules that nothing reads, each when it comes. No update is refused for them: what decided without
 * them yesterday does so today. Used by one thread.
 */
public final class UnreadFiles {
    private static final Logger LOG = LoggerFactory.getLogger("io.orcastra.rules");

    private static final long PERIOD_SECONDS = 5;

    private final Supplier<List<Unread>> folder;
    private Set<Unread> told = Set.of();

    public UnreadFiles(PolicyFolder folder) {
        this(folder::unread);
    }

    UnreadFiles(Supplier<List<Unread>> folder) {
        this.folder = folder;
    }

    /** Looks at once, and then again and again. */
    public void start(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(this::look, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** Those that were not there at the last look, each logged. */
    List<Unread> look() {
        List<Unread> now = folder.get();
        List<Unread> fresh = now.stream().filter(one -> !told.contains(one)).toList();
        told = new HashSet<>(now);
        fresh.forEach(one -> LOG.atWarn().addKeyValue("file", one.file()).addKeyValue("reason", one.why())
                .addKeyValue("advice", one.advice()).log("A file beside the rules is not read"));
        return fresh;
    }
}
