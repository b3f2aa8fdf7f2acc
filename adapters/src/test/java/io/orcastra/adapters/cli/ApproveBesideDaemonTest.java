package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.adapters.report.DecisionLog;
import io.orcastra.adapters.snapshot.Snapshot;
import io.orcastra.adapters.snapshot.SnapshotFormat;
import io.orcastra.adapters.status.StatusPages;
import io.orcastra.adapters.status.StatusSocket;
import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.engine.cycle.Evaluation;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.engine.port.Clock;
import io.orcastra.engine.record.Background;
import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.facts.policy.AutomationLevel;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.RuleAutomation;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** An action that waits has a secret in it, which the daemon masks in what it tells, while swarm.yml is no good. */
class ApproveBesideDaemonTest {
    private static final Path SAMPLE = Path.of("..", "config", "samples", "small");
    private static final String PAGE = "{\"Version\": {\"Index\": 7}, \"Spec\": {\"Labels\": {\"io.orcastra.ledger\": \"approvals\"}}}";
    private static final String UPDATE = "POST /v1.41/configs/orcastra-ledger-approvals/update";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final StatusPages pages = new StatusPages(Clock.of(() -> Instant.parse("2026-11-20T12:05:00Z"), () -> 0));
    private RecordedEngine engine;
    private DecisionRecord decided;
    @TempDir
    private Path folder;

    @BeforeEach
    void anActionThatAsksFirst() throws Exception {
        engine = RecordedEngine.start();
        engine.answer("GET /v1.41/configs", 200, "[" + PAGE + "]");
        engine.answer("GET /v1.41/configs/orcastra-ledger-approvals", 200, PAGE);
        engine.answer(UPDATE, 200, "");
        Files.writeString(folder.resolve("swarm.yml"), "nodes: {}\nrules: { of: [ ORC-MEM-201 ] }\n");
        Configuration inForce = new ConfigurationLoader().load(SAMPLE, Map.of());
        Snapshot seen = new SnapshotFormat().read("sample", Files.readString(SAMPLE.resolve("snapshot.json")), skipped -> { });
        Set<Object> facts = new HashSet<>(seen.facts());
        facts.addAll(inForce.policies());
        facts.add(new InventoryLabel("oak", "api_token", "hunter2hunter2"));
        facts.add(new RuleAutomation("ORC-LBL-201", AutomationLevel.ASK));
        decided = new Evaluation(RuleVerifier.pack(), inForce.settings().engine().budgets(), EngineListener.NOOP)
                .evaluate(facts, Background.none(inForce.settings().engine().budgets()), seen.takenAt());
        pages.cycleCompleted(decided);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private int approve(String plan) throws IOException {
        String status = "{\"rules\": {\"hash\": \"" + RuleSet.builtIn().hash() + "\", \"quarantined\": [], \"off\": []}, "
                + "\"configuration\": {\"files\": [\"" + folder.resolve("swarm.yml") + "\"]}}";
        Map<String, Supplier<Optional<String>>> all = pages.pages(() -> null, () -> "");
        try (StatusSocket socket = StatusSocket.open(folder.resolve("state"), Map.of("/status", () -> Optional.of(status),
                "/snapshot", all.get("/snapshot"), "/decision", all.get("/decision")))) {
            assertThat(socket).isNotNull();
            return Orcastra.execute(new Surroundings(Map.of("STATE_DIR", folder.resolve("state").toString(), "DOCKER_HOST",
                    engine.endpoint().address().toString()), folder, new PrintWriter(out, true), new PrintWriter(err, true), false,
                    Clock.of(() -> Instant.parse("2026-11-20T12:05:00Z"), System::nanoTime)),
                    "approve", plan, "--config", folder.toString());
        }
    }

    private List<String> waiting() {
        return decided.plan().deferred().stream().filter(refusal -> refusal.proposal().toString().contains("api_token"))
                .map(refusal -> refusal.vetoes().get(0).reason().replaceFirst(".* ", "")).toList();
    }

    @Test
    @DisplayName("what waits by the daemon's own decision is approved, by the id the daemon told")
    void approvesTheTruth() throws Exception {
        String plan = waiting().get(0);

        assertThat(approve(plan)).as(() -> err.toString()).isZero();

        assertThat(out.toString()).startsWith("approved for 15 min: set label api_token=***#").doesNotContain("hunter2");
        assertThat(engine.sent()).anyMatch(request -> request.contains("update") && request.contains(plan));
    }

    @Test
    @DisplayName("no page of the daemon tells the secret, nor does its log")
    void toldNowhere() {
        List<String> told = pages.pages(() -> null, () -> "").values().stream().flatMap(page -> page.get().stream()).toList();
        assertThat(told).hasSizeGreaterThan(2).noneMatch(page -> page.contains("hunter2"));
        assertThat(told).anyMatch(page -> page.contains("set label api_token=***#"));

        Logger logger = (Logger) LoggerFactory.getLogger("secrets");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        new DecisionLog(logger).cycleCompleted(decided);
        assertThat(log.list).anyMatch(event -> event.getKeyValuePairs().toString().contains("set label api_token=***#"))
                .noneMatch(event -> event.getKeyValuePairs().toString().contains("hunter2"));
    }

    @Test
    @DisplayName("what does not wait by the daemon's own decision is refused with the reason, and nothing is written")
    void refusesWithTheReason() throws Exception {
        assertThat(approve("000000000000")).isEqualTo(1);

        assertThat(err.toString()).contains("no action with the id 000000000000 waits for approval in the last decision of the daemon "
                + "here, and this cannot decide again: the daemon masks what it tells of the swarm", "\nMaybe mend the configuration");
        assertThat(engine.requests()).doesNotContain(UPDATE);
    }
}
