package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.recorder.RecordedFolder;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code history} and {@code replay} over recorded hours. */
class RecordedCommandsTest {
    private static final Clock CLOCK = Clock.of(() -> Instant.parse("2026-01-01T10:00:00Z"), () -> 0);

    @TempDir
    private static Path state;

    @TempDir
    private Path config;

    private String swarmFile = "";
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void record() throws IOException {
        RecordedFolder.fill(state);
    }

    @Test
    void historyTellsWhatWasDecidedInALineEach() {
        assertThat(orcastra("history", "--since", "24h")).as(err.toString()).isZero();

        assertThat(out.toString()).contains("started   Orcastra 1 started", "finding ", "planned   move leaky to n2",
                "succeeded move leaky", ", 1 restart").doesNotContain("\u001b");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).matches("2026-01-01 \\d\\d:.*"));
    }

    @Test
    void historyCanBeOfOneServiceAndForPrograms() {
        assertThat(orcastra("history", "--since", "24h", "--service", "leaky", "--output", "json")).isZero();

        assertThat(out.toString().lines()).isNotEmpty().allSatisfy(line ->
                assertThat(line).startsWith("{\"at\":\"2026-").contains("\"name\":\"leaky\""));
        out.getBuffer().setLength(0);
        assertThat(orcastra("history", "--since", "24h", "--service", "leakey")).isEqualTo(1);
        assertThat(err.toString()).contains("there was no service or node leakey in the time asked for", "Maybe you meant leaky.");
        assertThat(out.toString()).isEmpty();
        assertThat(orcastra("history", "--since", "24h", "--service", "leaky")).isZero();
        assertThat(out.toString().lines()).isNotEmpty().allMatch(line -> line.matches("2026-01-01 \\d\\d:\\d\\d:\\d\\d UTC  .*"));
        out.getBuffer().setLength(0);
        assertThat(orcastra("history", "--since", "1m", "--service", "leaky")).isZero();
        assertThat(out.toString()).isEqualTo("nothing was decided since 2026-01-01 09:59:00 UTC about a service or node leaky\n"
                + "Maybe --since has to reach further back.\n");
        out.getBuffer().setLength(0);
        assertThat(orcastra("history", "--since", "1m")).isZero();
        assertThat(out.toString()).startsWith("nothing was decided since 2026-01-01 09:59:00 UTC");
    }

    @Test
    void withoutARecordItIsSaid() {
        assertThat(Orcastra.execute(surroundings(config), "history")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no flight record\nMaybe ");
        assertThat(orcastra("history", "--since", "yesterday")).isEqualTo(1);
        assertThat(err.toString()).contains("--since is 'yesterday'", "Maybe write 30m, 24h, 7d");
    }

    @Test
    void theSameRulesReplayToTheSameDecisions() {
        assertThat(orcastra("replay", "--since", "24h")).as(() -> err.toString() + out).isZero();

        assertThat(out.toString()).startsWith("Replayed 2026-01-01 00:00:00 UTC to 2026-01-01 0").contains("Every decision is the same.");
    }

    @Test
    @DisplayName("A replay says when the record begins later than was asked for, and else nothing of it")
    void aRecordThatBeginsLaterThanAskedForIsTold() throws IOException {
        orcastra("replay", "--since", "24h");
        assertThat(out.toString()).contains("The record begins at 2026-01-01 00:00:00 UTC, not at 2025-12-31 10:00:00 UTC as asked for: what was "
                + "before is not kept. Maybe options.recorder.size_mb");
        out.getBuffer().setLength(0);
        orcastra("replay", "--since", "24h", "--output", "json");
        assertThat(new ObjectMapper().readTree(out.toString()).at("/notes/0").asText()).startsWith("The record begins at 2026-01-01");

        out.getBuffer().setLength(0);
        orcastra("replay", "--since", "10h");
        assertThat(out.toString()).startsWith("Replayed 2026-01-01 00:00:00").doesNotContain("The record begins");
    }

    @Test
    @DisplayName("A replay that is stopped shows what it compared so far, says so, and ends with exit code 1")
    void aReplayThatIsStoppedShowsWhatItHas() {
        Surroundings quiet = surroundings(state);
        AtomicReference<ReplayCommand> command = new AtomicReference<>();
        AtomicInteger looks = new AtomicInteger();
        Clock stopping = Clock.of(CLOCK::instant, () -> {
            if (looks.incrementAndGet() == 30) {
                command.get().stop();
            }
            return 0;
        });
        command.set(new ReplayCommand(new Surroundings(quiet.environment(), quiet.home(), quiet.out(), quiet.err(), true, stopping)));

        assertThat(new CommandLine(command.get()).setCaseInsensitiveEnumValuesAllowed(true).execute("--since", "24h")).isEqualTo(1);

        assertThat(out.toString()).containsPattern("Replayed 2026-01-01 00:00:00 UTC to 2026-01-01 0[0-7]:")
                .containsPattern("Stopped by Ctrl-C: what was recorded after 2026-01-01 0[0-7]:\\d\\d:\\d\\d UTC is not compared\\.");
    }

    @Test
    void anotherThresholdShowsItsDifference() throws IOException {
        Files.writeString(config.resolve("swarm.yml"),
                "dependencies: {db: {stack: shop, retry_intervals: [60, 300], services: [{stack: shop, name: web}]}}\n");
        Files.writeString(config.resolve("rebalance_config.yml"), "default: {memory_threshold_percent: 94}\n");

        assertThat(orcastra("replay", "--since", "24h", "--config", config.toString())).as(() -> err.toString()).isEqualTo(3);
        assertThat(out.toString()).containsPattern("gone +2026-01-01 \\d\\d:\\d\\d:\\d\\d UTC  move leaky to n2 \\(ORC-MEM-\\d+\\): "
                + "planned -> nothing, 1 restart less, balance of memory \\d+ -> \\d+ by it");
        out.getBuffer().setLength(0);
        assertThat(orcastra("replay", "--since", "24h", "--config", config.toString(), "--output", "json")).isEqualTo(3);
        assertThat(out.toString()).startsWith("{\"from\":\"2026-01-01T00:00:00Z\"").contains("\"kind\":\"gone\"");
    }

    @Test
    @DisplayName("A parameter that was not recorded is taken from the present configuration, and both that and its absence are told")
    void parametersThatWereNotRecorded() throws IOException {
        Path rules = Files.createDirectories(config.resolve("rules"));
        Files.writeString(rules.resolve("mine.drl"), """
                /*
                 * Services that somebody asks about.
                 *
                 * Promise:  a named service is reported.
                 * Settings: rules.parameters.mine: service.
                 * Rules:    ORC-OWN-4nn findings.
                 */
                package io.orcastra.rules

                import io.orcastra.facts.cluster.*
                import io.orcastra.facts.decision.*
                import io.orcastra.facts.policy.*

                rule "report a service that is asked about"
                    @id( "ORC-OWN-401" )
                when
                    TextParameter( policy == "mine", name == "service", $name : text )
                    Service( name == $name, $service : id )
                then
                    insertLogical( new Finding( "ORC-OWN-401", $service, "it was asked about " + $name, "Maybe look at it" ) );
                end
                """);
        assertThat(orcastra("replay", "--since", "24h", "--rules", rules.toString())).as(() -> err.toString() + out).isZero();
        assertThat(out.toString()).contains("Parameter service of mine, which rule ORC-OWN-401 reads, has no value, neither recorded");

        out.getBuffer().setLength(0);
        swarmFile = Files.writeString(config.resolve("other.yml"), "rules: {parameters: {mine: {service: leaky}}}\n").toString();
        assertThat(orcastra("replay", "--since", "24h", "--rules", rules.toString())).as(() -> err.toString() + out).isEqualTo(3);
        assertThat(out.toString()).contains("it was asked about leaky", "Parameter service of mine, which rule ORC-OWN-401 reads, "
                + "was not recorded: its value in the present configuration counts.").doesNotContain("Every decision is the same");
    }

    @Test
    void onATerminalAReplayShowsHowFarItIsAndElsewhereNothing() {
        orcastra("replay", "--since", "24h");
        assertThat(err.toString()).doesNotContain("\r", "%");

        err.getBuffer().setLength(0);
        Surroundings quiet = surroundings(state);
        Orcastra.execute(new Surroundings(quiet.environment(), quiet.home(), quiet.out(), quiet.err(), true, CLOCK),
                "replay", "--since", "24h");
        assertThat(err.toString()).contains("\r[ ").contains("] 100 %").endsWith(" \r");
    }

    private int orcastra(String... arguments) {
        return Orcastra.execute(surroundings(state), arguments);
    }

    private Surroundings surroundings(Path folder) {
        return new Surroundings(swarmFile.isEmpty() ? Map.of("STATE_DIR", folder.toString())
                : Map.of("STATE_DIR", folder.toString(), "SWARM_FILE", swarmFile), folder, new PrintWriter(out), new PrintWriter(err),
                false, CLOCK);
    }
}
