package io.orcastra.adapters.agent;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each image was first seen here, as of one that was pulled the engine knows only when it was built. Kept in a file; where that
 * cannot be written it is known until the process ends, and all counts as new after that. Thread-safe.
 */
public final class FirstSeen {
    private static final Logger LOG = LoggerFactory.getLogger(FirstSeen.class);

    private final Path file;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private Map<String, Long> known;

    /** @param file need not exist, nor its folder */
    public FirstSeen(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * The moments of these, in seconds since 1970; what was not there before is there since now. All others are forgotten.
     *
     * @param present ids of all images there are
     */
    synchronized Map<String, Long> of(Collection<String> present) {
        Map<String, Long> before = known == null ? read() : known;
        Map<String, Long> now = new TreeMap<>();
        long moment = clock.instant().getEpochSecond();
        present.forEach(id -> now.put(id, Math.min(moment, before.getOrDefault(id, moment))));
        if (known == null || !now.equals(known)) {
            write(now);
        }
        known = now;
        return Map.copyOf(now);
    }

    /** Of one image; now when it was not there when all were last looked at. */
    synchronized long of(String id) {
        Map<String, Long> all = known == null ? read() : known;
        return all.getOrDefault(id, clock.instant().getEpochSecond());
    }

    private Map<String, Long> read() {
        try {
            return Files.exists(file)
                    ? Map.copyOf(json.readValue(file.toFile(), new TypeReference<HashMap<String, Long>>() { })) : Map.of();
        } catch (IOException | NullPointerException unreadable) {
            LOG.warn("{} cannot be read, and all images count as new. Maybe it is writable for somebody else.", file);
            return Map.of();
        }
    }

    private void write(Map<String, Long> all) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".new");
            json.writeValue(next.toFile(), all);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            if (known == null) {
                LOG.info("Since when images are here is forgotten when the agent ends: {} cannot be written. "
                        + "Maybe mount a volume there.", file);
            }
        }
    }
}
