package io.orcastra.adapters.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.orcastra.adapters.report.JsonReport;
import io.orcastra.adapters.report.Report;
import io.orcastra.adapters.report.Reporter;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.DecisionRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pages a daemon shows to whoever is trusted: {@code /status}, {@code /snapshot} and {@code /decision} of the last
 * cycle, its {@code /plan} and {@code /facts} alone, the latest {@code /decisions}, and {@code /shadow}; their description is
 * {@code /openapi.json}. Made when asked for, so that they cost nothing otherwise. Thread-safe.
 */
public final class StatusPages implements EngineListener {
    public static final String STATUS = "/status";
    public static final String SNAPSHOT = "/snapshot";
    public static final String DECISION = "/decision";
    public static final String SHADOW = "/shadow";
    public static final String PLAN = "/plan";
    public static final String DECISIONS = "/decisions";
    public static final String FACTS = "/facts";
    public static final String OPEN_API = "/openapi.json";

    private final ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).enable(SerializationFeature.INDENT_OUTPUT).build();
    private final SnapshotFormat snapshots = new SnapshotFormat();
    private final RecentDecisions recent = new RecentDecisions();
    private final Clock clock;
    private volatile DecisionRecord last;

    public StatusPages(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void cycleCompleted(DecisionRecord record) {
        last = record;
        recent.add(record);
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
                OPEN_API, () -> Optional.of(openApi()),
                PLAN, () -> last().map(this::plan),
                DECISIONS, () -> last().map(any -> written(recent.newestFirst())),
                FACTS, () -> last().map(record -> snapshots.write(new Snapshot(record.at(), record.facts()))),
                SHADOW, () -> Optional.of(written(shadow.get())),
                STATUS, () -> Optional.of(written(status.get())),
                SNAPSHOT, () -> last().map(this::snapshot),
                DECISION, () -> last().map(this::decision));
    }

    private String snapshot(DecisionRecord record) {
        return snapshots.write(new Snapshot(record.at(), record.facts(), Optional.of(record.background())));
    }

    private String decision(DecisionRecord record) {
        return new JsonReport().render(report(record));
    }

    private String plan(DecisionRecord record) {
        Report report = report(record);
        return written(new PlanAlone(report.at(), report.execute(), report.deferred(), report.vetoed()));
    }

    private Report report(DecisionRecord record) {
        return Reporter.report(record, "docker", record.at(), clock.instant(), Optional.empty());
    }

    private static String openApi() {
        try (InputStream document = StatusPages.class.getResourceAsStream("openapi.json")) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the OpenAPI document of this program cannot be read", e);
        }
    }

    private String written(Object status) {
        try {
            return json.writeValueAsString(status) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status cannot be written as JSON", e);
        }
    }

    /** The answer of {@code GET /plan}: as in {@code /decision}. */
    private record PlanAlone(Instant at, List<Report.Step> execute, List<Report.Held> deferred, List<Report.Held> vetoed) {
    }
}
