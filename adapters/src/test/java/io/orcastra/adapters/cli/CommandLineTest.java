package io.orcastra.adapters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orcastra.engine.port.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the command line, without any Docker. */
class CommandLineTest {

    private static final Path SAMPLE = Path.of("..", "config", "samples", "small");
    private static final Path REBALANCING = Path.of("..", "config", "samples", "rebalancing");
    private static final Clock CLOCK = Clock.of(() -> Instant.parse("2026-11-20T12:05:00Z"), () -> 0);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void keepRulesOfAllTestsInOnePlace() {
        environment.put("STATE_DIR", Path.of("target", "test-state").toString());
        environment.put("DOCKER_HOST", "unix://" + folder.resolve("no.sock"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "dry-run", "explain", "snapshot", "check", "test", "release", "demo", "agent",
        "history", "replay", "approve", "shadow", "promote", "command"})
    void everyCommandHasHelp(String command) {
        assertThat(orcastra(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: orcastra " + command).contains("--help", "--config=DIR", "--rules=DIR");
    }

    @Test
    void helpSaysWhichOfTheCommonOptionsHaveNoEffect() {
        orcastra("release", "--help");
        assertThat(out.toString().split("has no effect on this", -1)).hasSize(3);
        out.getBuffer().setLength(0);
        orcastra("snapshot", "--help");
        assertThat(out.toString().split("has no effect on this", -1)).hasSize(2);
        out.getBuffer().setLength(0);
        orcastra("dry-run", "--help");
        assertThat(out.toString()).doesNotContain("has no effect");
    }

    @Test
    void theCommonOptionsAreTakenWhereTheyHaveNoEffect() {
        String absent = folder.resolve("absent").toString();

        assertThat(orcastra("release", "--config", absent, "--rules", absent)).isEqualTo(1);
        assertThat(err.toString()).contains("repeat with --yes");
        assertThat(orcastra("agent", "--config", absent, "--rules", absent, "--interval", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--interval is 0").doesNotContain("Unknown option");
    }

    @Test
    void helpNamesEveryCommandAndTheExitCodes() {
        assertThat(orcastra("--help")).isZero();
        assertThat(out.toString()).contains("  run ", "  dry-run ", "  snapshot ", "  check ", "  demo ", "  release ", "Exit codes:");
    }

    /** Of a command's description the list of commands shows the first paragraph only. */
    @Test
    void theListOfCommandsHoldsWholeSentences() {
        assertThat(orcastra("--help")).isZero();
        String list = out.toString().replaceAll("(?s).*Commands:|Exit codes:.*", "");

        assertThat(list.split("\\R  (?=\\S)")).filteredOn(entry -> !entry.isBlank()).hasSizeGreaterThan(15)
                .allMatch(entry -> entry.strip().endsWith("."));
    }

    @Test
    void aCommandIsReadBeforeAnythingIsAsked() {
        assertThat(orcastra("command", "relabel_al", "--config", SAMPLE.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("\"relabel_al\" is no command", "Maybe you meant relabel_all.");
    }

    @Test
    void explainSaysWhatIsInTheWayAndWhyNotOfEveryNode() {
        assertThat(orcastra("explain", "metrics_panel", "--config", REBALANCING.toString(),
                "--snapshot", REBALANCING.resolve("snapshot.json").toString())).isZero();
        assertThat(out.toString()).startsWith("metrics_panel: service, replicated, 1 of 1 running on oak")
                .contains("no    move 1 task of metrics_panel away from oak  [ORC-MEM-201]")
                .contains("1. no: its owner set service label orchestration.rebalance=false")
                .contains("ash  could take it")
                .contains("memory of oak: used percent is 92 %, wanted at least 95 % (3 points short)");
    }

    @Test
    void explainAnswersForOneRuleAndForPrograms() {
        assertThat(orcastra("explain", "docs", "--rule", "orc-mem-201", "--output", "json", "--config",
                REBALANCING.toString(), "--snapshot", REBALANCING.resolve("snapshot.json").toString())).isZero();
        assertThat(out.toString()).contains("\"name\" : \"wiki_docs\"", "\"rule\" : \"ORC-MEM-201\"",
                "\"field\" : \"usedPercent\"", "\"unit\" : \"%\"", "\"chain\" : [ \"ORC-MEM-103\", \"ORC-MEM-101\", \"ORC-MEM-501\" ]")
                .doesNotContain("ORC-MEM-202");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain metrics_panl", "explain oka", "explain oak --rule ORC-MEM-21"})
    void explainNamesTheNearestKnown(String line) {
        List<String> arguments = new ArrayList<>(List.of(line.split(" ")));
        arguments.addAll(List.of("--config", REBALANCING.toString(), "--snapshot", REBALANCING.resolve("snapshot.json").toString()));

        assertThat(orcastra(arguments.toArray(String[]::new))).isEqualTo(1);
        assertThat(err.toString()).contains("Maybe you meant ").doesNotContain("Usage:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "waltz", "dry-run --output html5", "dry-run --surprise", "check --config",
            "demo --speed fast", "demo --speed -1", "test --coverage 101", "test --condition-coverage -1"})
    void whatIsNotUnderstoodIsUsage(String line) {
        assertThat(orcastra(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: orcastra").doesNotContain("\tat ");
        assertThat(err.toString().strip().lines().reduce((one, next) -> next)).hasValueSatisfying(last -> assertThat(last).startsWith("Maybe "));
        assertThat(err.toString().lines()).as("not the whole help").hasSizeLessThan(14);
    }

    @Test
    void aWordThatIsNearlyACommandIsTold() {
        assertThat(orcastra("explian", "web")).isEqualTo(2);
        assertThat(err.toString()).contains("'explian'", "Maybe you meant ", "explain").doesNotContain("Commands:");
    }

    @Test
    void aCommandOfTheOriginalTellsWhatDoesItNow() {
        assertThat(orcastra("label_sync")).isEqualTo(2);
        assertThat(err.toString()).contains("'label_sync'", "Maybe orcastra run, which does it all the time, or command relabel_all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain web --url foo", "explain web --url ftp://host", "test --junit /nope/x.xml",
            "move web elm --for xx", "evacuate elm --for xx"})
    void whatCannotWorkIsToldBeforeAnythingIsDone(String line) {
        assertThat(orcastra(line.split(" "))).isEqualTo(1);
        assertThat(err.toString()).contains("Maybe ").doesNotContain("unexpected", "\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "0", "10081"})
    void anApprovalIsValidForOneMinuteToAWeek(String minutes) {
        assertThat(orcastra("approve", "64978a354d12", "--valid", minutes)).isEqualTo(2);
        assertThat(err.toString()).contains("'--valid': " + minutes + " is not in the range 1 to 10080");
    }

    @Test
    void anEvacuationIsAwaitedOrStopped() {
        assertThat(orcastra("evacuate", "elm", "--wait", "--stop")).isEqualTo(2);
        assertThat(err.toString()).contains("exclude each other", "Maybe leave one of them out.");
    }

    @Test
    void aDryRunOfTheSampleShowsThePlanAndExitsWithThree() {
        assertThat(orcastra("dry-run", "--config", SAMPLE.toString(), "--snapshot", SAMPLE.resolve("snapshot.json").toString()))
                .isEqualTo(3);
        assertThat(out.toString()).contains("move shop_web to elm", "restarts shop_web.1: oak -> elm",
                "docker node update --label-add db=true elm", "no: shop_mailer keeps data on its node", "shop_reports",
                "Predicted: 1 restart, balance of tasks 76 -> 93 of 100",
                "gone:  a task of shop_web runs away from its anchor", "left:  a task of shop_mailer runs away")
                .doesNotContain("\u001b");
        assertThat(err.toString()).isEmpty();
    }

    /** Nobody else may leave oak, so that the database has to, and those who follow it. */
    @Test
    void aDryRunForetellsTheWholeSetThatMovesWithAnAnchor() throws IOException {
        Path sample = Path.of("..", "config", "samples", "rebalancing");
        Files.copy(sample.resolve("swarm.yml"), folder.resolve("swarm.yml"));
        Files.writeString(folder.resolve("rebalance_config.yml"), "default:\n  memory_threshold_percent: 85\n"
                + "  memory_difference_gb: 1\n  rebalance_buffer_gb: 0.5\n");
        ObjectMapper json = new ObjectMapper();
        JsonNode snapshot = json.readTree(sample.resolve("snapshot.json").toFile());
        for (String other : List.of("srch3x7t5q0hzmj2k8nb6s1v9", "api1h5z8m2j6d4w0nksc3t7q9")) {
            ((ArrayNode) snapshot.at("/facts/ServiceLabel")).addObject()
                    .put("serviceId", other).put("key", "orchestration.rebalance").put("value", "false");
        }
        json.writeValue(folder.resolve("snapshot.json").toFile(), snapshot);

        assertThat(orcastra("dry-run", "--config", folder.toString(), "--snapshot", folder.resolve("snapshot.json").toString()))
                .as(() -> err.toString()).isEqualTo(3);

        assertThat(out.toString()).contains("move shop_db to ash", "oak from 92 % to 58 %", "Predicted: 4 restarts",
                        "58 %  -shop_db.1  -shop_web.1  -shop_worker.1",
                        "shop_web: 1 restart", "shop_worker: 1 restart")
                .doesNotContain("  new:  ", "runs away from its anchor");
    }

    @ParameterizedTest
    @CsvSource({"totalBytes, 0, it is 1 at least", "totalBytes, -1, it is 1 at least", "usedBytes, -1, it is from 0 to 8323072000",
            "usedBytes, 8323072001, it is from 0 to 8323072000"})
    void memoryThatCannotBeIsNamedWithItsPlace(String field, long value, String why) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode snapshot = json.readTree(REBALANCING.resolve("snapshot.json").toFile());
        ((ObjectNode) snapshot.at("/facts/NodeMemory/0")).put(field, value);
        Path file = folder.resolve("snapshot.json");
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), snapshot);

        assertThat(orcastra("dry-run", "--config", REBALANCING.toString(), "--snapshot", file.toString())).isEqualTo(1);
        assertThat(err.toString()).containsPattern("snapshot\\.json:\\d+:\\d+: " + field + " of a NodeMemory is "
                + value + ", " + why).contains("\nMaybe it was edited by hand").doesNotContain("unexpected", "fault of Orcastra");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theReadmeShowsWhatIsReallySaid() throws IOException {
        String shown = Files.readString(Path.of("..", "README.md")).split("```")[7];

        orcastra("dry-run", "--config", SAMPLE.toString(), "--snapshot", SAMPLE.resolve("snapshot.json").toString());

        assertThat(shown.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.equals("...")))
                .hasSizeGreaterThan(8).allSatisfy(line -> assertThat(out.toString()).contains(line));
    }

    @Test
    void aDryRunCanBeAPageForATeam() {
        assertThat(orcastra("dry-run", "--config", SAMPLE.toString(), "--snapshot", SAMPLE.resolve("snapshot.json").toString(),
                "--output", "html")).isEqualTo(3);
        assertThat(out.toString()).startsWith("<!DOCTYPE html>").contains("oak: 3 tasks before, 2 tasks after").endsWith("</html>\n");
    }

    @Test
    void theDemoTellsItsStoryWithoutBeingAskedForAnything() {
        assertThat(orcastra("demo", "--speed", "0")).as(() -> err.toString()).isZero();
        assertThat(out.toString()).contains("1. The database and those who follow it", "oak loses its power", "The end")
                .doesNotContain("\u001b");
    }

    @Test
    void aStoryThatIsWrongIsNotTold() throws IOException {
        Path story = Files.writeString(folder.resolve("story.yml"), "nodes:\n  oak: { memory: much }\n");

        assertThat(orcastra("demo", "--scenario", story.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("story.yml:2:18", "\"much\", not a size", "Maybe ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void detailsNameFileAndLine() {
        orcastra("dry-run", "--config", SAMPLE.toString(), "--snapshot", SAMPLE.resolve("snapshot.json").toString(), "--details");

        assertThat(out.toString()).containsPattern("colocation\\.drl:\\d+").contains("task shop_web.1 on oak (running, desired running)");
    }

    @Test
    void aDryRunOfRebalancingShowsWhoGoesAndWhyTheOthersStay() {
        assertThat(orcastra("dry-run", "--config", REBALANCING.toString(), "--snapshot",
                REBALANCING.resolve("snapshot.json").toString())).isEqualTo(3);
        assertThat(out.toString()).contains("[ORC-MEM-201]", "oak, where wiki_search runs, is under memory pressure",
                "keeps data on its node", "orchestration.rebalance=false", "it follows shop_db, so it moves with it only",
                "memory in use on oak has reached 85");
    }

    @Test
    void withoutConfigurationThereIsNothingToDo() {
        assertThat(orcastra("dry-run", "--config", folder.toString(), "--snapshot", SAMPLE.resolve("snapshot.json").toString()))
                .isZero();
        assertThat(out.toString()).contains("Plan: nothing to do");
    }

    @Test
    void aFolderOfConfigurationThatWasNamedHasToBeThere() throws IOException {
        Path file = Files.writeString(folder.resolve("swarm.yml"), "nodes: {}\n");
        Files.createDirectory(folder.resolve("production"));
        String snapshot = SAMPLE.resolve("snapshot.json").toString();

        for (String command : List.of("dry-run", "replay", "check", "run", "test", "snapshot")) {
            err.getBuffer().setLength(0);
            assertThat(orcastra(command, "--config", folder.resolve("elsewhere").toString())).as(command).isEqualTo(2);
            assertThat(err.toString()).as(command).contains("--config: there is no folder " + folder.resolve("elsewhere"))
                    .endsWith("Maybe a typing mistake, or the mount is missing.\n");
        }
        assertThat(out.toString()).isEmpty();
        assertThat(orcastra("check", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(file + " is a file, not a folder").endsWith("Maybe its folder " + folder + " is meant.\n");
        assertThat(orcastra("dry-run", "--snapshot", snapshot, "--config", folder.resolve("prodution").toString())).isEqualTo(2);
        assertThat(err.toString()).endsWith("Maybe " + folder.resolve("production") + " is meant.\n");
    }

    @Test
    void failuresAreAFewLinesWithAdvice() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"format\":");
        for (String[] line : new String[][] {
                {"dry-run", "--config", folder.toString()},
                {"snapshot"},
                {"dry-run", "--config", folder.toString(), "--snapshot", folder.resolve("absent.json").toString()},
                {"dry-run", "--config", folder.toString(), "--snapshot", broken.toString()},
                {"dry-run", "--config", folder.toString(), "--snapshot", folder.toString()},
                {"dry-run", "--config", folder.toString(), "--rules", broken.toString()},
                {"check", folder.resolve("absent.yml").toString()},
                {"demo", "--scenario", folder.resolve("absent.yml").toString()},
                {"release"}, {"release", "--yes"}}) {
            err.getBuffer().setLength(0);
            assertThat(orcastra(line)).as(String.join(" ", line)).isEqualTo(1);
            assertThat(err.toString().strip().lines().toList()).as(String.join(" ", line)).hasSizeLessThan(6)
                    .last().asString().matches(" *Maybe .*");
        }
    }

    @Test
    void checkReportsEveryProblemOfConfigurationAndRules() throws IOException {
        Files.writeString(folder.resolve("swarm.yml"), "dependencies:\n  db:\n    stak: shop\n");
        Files.writeString(folder.resolve("mine.drl"), "package io.orcastra.rules\nrule \"a wish\" when then end\n");

        assertThat(orcastra("check", "--config", folder.toString(), "--rules", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("swarm.yml:3:5").contains("mine.drl:2:").contains("Maybe ");
    }

    @Test
    void checkNamesVariablesOfTheOriginalThatAreGone() {
        List<String> gone = List.of("SENTRY_DSN", "DATABASE_LIST", "DEBOUNCE_TIME", "REBALANCE_LIST", "REBALANCE_TIME");
        gone.forEach(variable -> environment.put(variable, "7"));

        assertThat(orcastra("check", "--config", SAMPLE.toString())).isEqualTo(1);
        assertThat(gone).allMatch(variable -> out.toString().contains("environment:" + variable));
    }

    @Test
    void rulesBesideTheConfigurationAreInForceWithoutBeingNamed() throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("mine.drl"), "package io.orcastra.rules\nrule \"a wish\" when then end\n");

        assertThat(orcastra("check", "--config", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("mine.drl:2:");
        assertThat(orcastra("dry-run", "--config", folder.toString(), "--snapshot", SAMPLE.resolve("snapshot.json").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("mine.drl:2:").contains("Maybe ");
    }

    @Test
    void checkTellsOfAllFilesOfRulesThoughOneIsNoText() throws IOException {
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.write(rules.resolve("latin.drl"), new byte[] {'/', '/', (byte) 0xe4});
        Files.writeString(rules.resolve("mine.drl"), "package io.orcastra.rules\n\nrule \"report it\"\nwhen\n    Tusk()\nthen\nend\n");

        assertThat(orcastra("check", "--config", SAMPLE.toString(), "--rules", rules.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("latin.drl:1:3: the file is not UTF-8 text", "mine.drl:5:5: there is no fact type Tusk");
    }

    @Test
    void promoteRefusesWhatCheckDoes() throws IOException {
        Path rules = Files.createDirectories(folder.resolve("shadow/rules"));
        Files.writeString(rules.resolve("guards-service.drl"), "package io.orcastra.rules\n");

        assertThat(orcastra("promote", "--config", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no rule concludes NodeBound").contains("Maybe ");
        assertThat(folder.resolve("rules")).doesNotExist();
    }

    @Test
    void checkIsContentWithTheSample() {
        assertThat(orcastra("check", "--config", SAMPLE.toString())).as(() -> out.toString()).isZero();
    }

    private int orcastra(String... arguments) {
        return Orcastra.execute(new Surroundings(environment, folder, new PrintWriter(out, true), new PrintWriter(err, true),
                false, CLOCK), arguments);
    }

    @Test
    void aScenarioIsMadeFromASnapshotAndPlayed() throws IOException {
        assertThat(orcastra("test", "--new", SAMPLE.resolve("snapshot.json").toString())).as(() -> err.toString()).isZero();
        Path scenario = Files.writeString(folder.resolve("mine_test.yml"),
                out.toString().replaceFirst("(?s)expect:.*", "").replace("length: 30m", "length: 1m"));
        assertThat(scenario).content().contains("role: manager", "golden: true");

        assertThat(orcastra("test", scenario.toString())).isEqualTo(1);
        assertThat(orcastra("test", scenario.toString(), "--update", "--junit", folder.resolve("r.xml").toString()))
                .as(() -> out.toString()).isZero();
        assertThat(folder.resolve("r.xml")).content().contains("tests=\"1\" failures=\"0\"");
        assertThat(orcastra("test", scenario.toString(), "--coverage", "100")).isEqualTo(1);
        assertThat(out.toString()).contains("never fired, ", "less than the 100.0 % asked for");
        assertThat(orcastra("test", scenario.toString(), "--condition-coverage", "1")).isZero();
        assertThat(out.toString()).contains("conditions not seen both ways, ", ": never what the rule stopped at", ": never met",
                ": never asked, because", "% of what conditions of the rules can come to was seen (").doesNotContain("less than the 1.0 %");
        assertThat(orcastra("test", scenario.toString(), "--condition-coverage", "100")).isEqualTo(1);
    }
}
