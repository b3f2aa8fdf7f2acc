package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.docker.RecordedEngine;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators ask for while a rule throws on the facts of the swarm. */
class OperatorsBesideFailingRulesTest {
    private static final String RULE = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "%s"
                @id( "%s" )
            when
                Node( $node : id, 100 / ( resources.memoryBytes - resources.memoryBytes ) < 7 )
            %s
            end
            """;
    private static final String REPORTS = RULE.formatted("report a test", "ORC-TST-401",
            "then\n    insertLogical( new Finding( \"ORC-TST-401\", $node, \"seen\", \"Maybe look\" ) );");
    private static final String FORBIDS = RULE.formatted("veto a test", "ORC-TST-301", "    $proposal : Proposal( subject == $node )\n"
            + "then\n    insertLogical( new Veto( \"ORC-TST-301\", $proposal, \"no\" ) );");
    private static final String PAGE = "{\"Version\": {\"Index\": 7}, \"Spec\": {\"Labels\": {\"io.orcastra.ledger\": \"approvals\"}}}";
    private static final String UPDATE = "POST /v1.41/configs/orcastra-ledger-approvals/update";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private RecordedEngine engine;
    @TempDir
    private Path folder;

    @BeforeEach
    void anActionThatAsksFirst() throws IOException {
        engine = RecordedEngine.start();
        engine.answer("GET /v1.41/configs", 200, "[" + PAGE + "]");
        engine.answer("GET /v1.41/configs/orcastra-ledger-approvals", 200, PAGE);
        engine.answer(UPDATE, 200, "");
        Files.createDirectory(folder.resolve("rules"));
        Files.writeString(folder.resolve("swarm.yml"), "nodes: { dapi1: { labels: [ asked ] } }\nrules: { ask: [ ORC-LBL-201 ] }\n");
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private int orcastra(String rule, String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Files.writeString(folder.resolve("rules/mine.drl"), rule);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", folder.toString()));
        return Orcastra.execute(new Surroundings(Map.of("STATE_DIR", folder.resolve("state").toString(), "DOCKER_HOST",
                engine.endpoint().address().toString()), folder, new PrintWriter(out, true), new PrintWriter(err, true), false,
                Clock.of(() -> Instant.parse("2026-11-20T12:05:00Z"), System::nanoTime)), all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"move plain dapi2 --dry-run", "evacuate dapi3 --dry-run"})
    @DisplayName("A preview of a request names the rule with its place, and ends with exit code 1")
    void aPreviewNamesTheRule(String command) throws IOException {
        assertThat(orcastra(REPORTS, command.split(" "))).isEqualTo(1);

        named("ORC-TST-401");
        assertThat(out.toString()).startsWith("dry run, nothing is written");
    }

    @Test
    @DisplayName("An action that asks first is approved beside a rule that could not forbid it, and the rule is named")
    void approvesWhatTheRuleCouldNotForbid() throws IOException {
        String plan = waiting(REPORTS);

        assertThat(orcastra(REPORTS, "approve", plan)).as(() -> err.toString()).isZero();

        named("ORC-TST-401");
        assertThat(out.toString()).startsWith("approved for 15 min: ");
        assertThat(engine.sent()).anyMatch(request -> request.contains("update") && request.contains(plan));
    }

    @Test
    @DisplayName("An action that a failed rule might have forbidden is not approved, and the rule is named as the reason")
    void approvesNothingTheRuleMightHaveForbidden() throws IOException {
        String plan = waiting(REPORTS);

        assertThat(orcastra(FORBIDS, "approve", plan)).isEqualTo(1);

        named("ORC-TST-301");
        assertThat(err.toString()).contains("no action with the id " + plan + " waits for approval now\n"
                + "Maybe a rule that failed, named above, might forbid it: it is held until that file is mended.");
        assertThat(engine.requests()).doesNotContain(UPDATE);
    }

    /** Id of the action that waits. */
    private String waiting(String rule) throws IOException {
        orcastra(rule, "approve", "000000000000");
        Matcher waits = Pattern.compile("What waits: .*orcastra approve ([0-9a-f]{12})").matcher(err.toString());
        assertThat(waits.find()).as(err.toString()).isTrue();
        return waits.group(1);
    }

    private void named(String rule) {
        assertThat(err.toString()).contains("Rules failed and were taken out; what is shown goes without them:\nmine.drl:6: rule " + rule
                + ": its condition threw ArithmeticException", "\n  Maybe a value can be absent").doesNotContain("\tat ");
    }
}
