package io.orcastra.adapters.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.orcastra.adapters.report.JsonReport;
import io.orcastra.adapters.report.Reporter;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pages a daemon shows to whoever is trusted: {@code /status}, {@code /snapshot} and {@code /decision} of the last
 * cycle, and {@code /shadow}. Made when asked for, so that they cost nothing otherwise. Thread-safe.
 */
public final class StatusPages implements EngineListener {
    public static final String STATUS = "/status";
    public static final String SNAPSHOT = "/snapshot";
    public static final String DECISION = "/decision";
    public static final String SHADOW = "/shadow";

    private final ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).enable(SerializationFeature.INDENT_OUTPUT).build();
    private final SnapshotFormat snapshots = new SnapshotFormat();
    private final Clock clock;
    private volatile DecisionRecord last;

    public StatusPages(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void cycleCompleted(DecisionRecord record) {
        last = record;
    }

    /** The last decision; empty before the first. */
    public Optional<DecisionRecord> last() {
        return Optional.ofNullable(last);
    }

    /**
     * By path; empty before the first decision.
     *
     * @param shadow what becomes of a candidate, to be written as JSON
     */
    public Map<String, Supplier<Optional<String>>> pages(Supplier<Status> status, Supplier<?> shadow) {
        return Map.of(
                SHADOW, () -> Optional.of(written(shadow.get())),
                STATUS, () -> Optional.of(written(status.get())),
                SNAPSHOT, () -> last().map(this::snapshot),
                DECISION, () -> last().map(this::decision));
    }

    private String snapshot(DecisionRecord record) {
        return snapshots.write(new Snapshot(record.at(), record.facts(), Optional.of(record.background())));
    }

    private String decision(DecisionRecord record) {
        return new JsonReport().render(
                Reporter.report(record, "docker", record.at(), clock.instant(), Optional.empty()));
    }

    private String written(Object status) {
        try {
            return json.writeValueAsString(status) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status cannot be written as JSON", e);
        }
    }
}
