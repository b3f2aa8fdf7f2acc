package io.orcastra.adapters.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.GivenParameters;
import io.orcastra.adapters.yaml.RuleSettings;
import io.orcastra.engine.recording.Entry;
import io.orcastra.engine.recording.EntryEncoder;
import io.orcastra.engine.recording.RecordedDay;
import io.orcastra.rules.RuleSet;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A candidate beside five simulated hours. */
class ShadowProcessTest {
    private static final List<Entry> HOURS = RecordedDay.entries(RuleVerifier.pack(), Duration.ofHours(9));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String THROWS = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.Service
            import io.orcastra.facts.decision.Finding

            rule "report a service by a division of its replicas"
                @id("ORC-XYZ-401")
            when
                Service( $id : id, name == "leaky", replicas / ( replicas - 1 ) > 7 )
            then
                insertLogical(new Finding("ORC-XYZ-401", $id, "many", "Maybe not"));
            end
            """;

    private static final String READS = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.Service
            import io.orcastra.facts.decision.Finding
            import io.orcastra.facts.policy.NumberParameter

            rule "report a service of many replicas"
                @id("ORC-XYZ-402")
            when
                NumberParameter( policy == "mine", name == "least", $least : number )
                Service( $id : id, replicas > $least )
            then
                insertLogical(new Finding("ORC-XYZ-402", $id, "many", "Maybe not"));
            end
            """;

    @TempDir
    private Path folder;

    @Test
    void theSameRulesAgreeInEveryCycle() throws Exception {
        List<JsonNode> answers = answers(RuleSet.builtIn(), List.of());

        assertThat(answers.get(0).at("/ready/rules").asInt()).isGreaterThan(100);
        JsonNode last = answers.get(answers.size() - 2).path("judged");
        assertThat(last.path("compared").asLong()).isEqualTo(answers.size() - 2).isEqualTo(last.path("agreed").asLong());
        JsonNode report = answers.get(answers.size() - 1).path("report");
        assertThat(report.path("differences")).isEmpty();
        assertThat(report.path("recordedActions").asInt()).isGreaterThan(3);
    }

    @Test
    void aRuleLessIsADifferenceWithItsReason() throws Exception {
        List<JsonNode> answers = answers(RuleSet.builtIn(), without("ORC-MEM-201"), List.of());

        JsonNode last = answers.get(answers.size() - 2).path("judged");
        assertThat(last.path("onlyActive").asLong()).isPositive();
        assertThat(last.path("agreed").asLong()).isLessThan(last.path("compared").asLong());
        assertThat(answers.get(answers.size() - 1).at("/report/differences").toString())
                .contains("\"kind\":\"gone\"", "\"rule\":\"ORC-MEM-201\"", "move leaky to n2", "\"verdict\":\"planned\"");
    }

    @Test
    void settingsOfItsOwnStandInThePlaceOfTheRecordedOnes() throws Exception {
        Path swarm = Files.writeString(folder.resolve("swarm.yml"),
                "dependencies: {db: {stack: shop, retry_intervals: [60, 300], services: [{stack: shop, name: web}]}}\n");
        Path rebalance = Files.writeString(folder.resolve("rebalance_config.yml"), "default: {memory_threshold_percent: 94}\n");

        List<JsonNode> answers = answers(RuleSet.builtIn(), List.of(swarm.toString(), rebalance.toString()));

        assertThat(answers.get(answers.size() - 1).at("/report/differences").toString())
                .contains("\"kind\":\"gone\"", "move leaky to n2");
    }

    @Test
    void whatDoesNotCompileIsRefusedWithItsPlace() throws Exception {
        List<JsonNode> answers = answers(with("package io.orcastra.rules\nrule \"x\"\nwhen\n  ((\n"), List.of());

        assertThat(answers).singleElement().satisfies(answer -> assertThat(answer.at("/refused/problems").toString())
                .contains("mine.drl:"));
    }

    @Test
    void settingsThatNameNoRuleAreRefused() throws Exception {
        Path swarm = Files.writeString(folder.resolve("swarm.yml"), "rules: {off: [ORC-MEM-999]}\n");

        List<JsonNode> answers = answers(RuleSet.builtIn(), List.of(swarm.toString()));

        assertThat(answers).singleElement().satisfies(answer -> assertThat(answer.at("/refused/problems").toString())
                .contains("swarm.yml:1:", "there is no rule ORC-MEM-999"));
    }

    @Test
    void settingsThatHaveNoEffectAreNamedAndJudgeAllTheSame() throws Exception {
        Path swarm = Files.writeString(folder.resolve("swarm.yml"), "rules: {parameters: {big: {least: 7}}}\n");

        List<JsonNode> answers = answers(RuleSet.builtIn(), List.of(swarm.toString()));

        assertThat(answers.get(0).at("/ready/warnings").toString()).contains("swarm.yml:1:", "no rule reads parameters of big", "Maybe ");
        assertThat(answers).hasSizeGreaterThan(3);
    }

    @Test
    void rulesAloneAreJudgedByTheSettingsInForce() throws Exception {
        List<JsonNode> answers = answers(with(READS), without(), List.of());

        assertThat(answers.get(0).at("/ready/warnings").toString()).contains("mine.drl:", "ORC-XYZ-402 reads parameter least of mine",
                "which has no value", "Maybe ");
        assertThat(answers).hasSizeGreaterThan(3);

        Path swarm = Files.writeString(folder.resolve("swarm.yml"), "rules: {parameters: {mine: {least: 7}}}\n");
        RuleSettings inForce = new ConfigurationLoader().load(List.of(swarm), Map.of()).rules();
        assertThat(answers(with(READS), inForce, List.of()).get(0).at("/ready/warnings")).isEmpty();
        assertThat(answers(with(READS), new ConfigurationLoader().load(List.of(Files.writeString(swarm, "rules: {off: [ORC-XYZ-403]}\n")),
                Map.of()).rules(), List.of())).singleElement().satisfies(answer -> assertThat(answer.at("/refused/problems").toString())
                        .contains("swarm.yml:1:", "there is no rule ORC-XYZ-403"));
    }

    @Test
    void noMoreIsJudgedAfterARuleThrew() throws Exception {
        List<JsonNode> answers = answers(with(THROWS), List.of());

        assertThat(answers).last().satisfies(answer -> assertThat(answer.at("/refused").toString())
                .contains("a rule threw", "mine.drl:6: rule ORC-XYZ-401: its condition threw ArithmeticException"));
        assertThat(answers).as("after it was ready").hasSizeBetween(2, 4);
    }

    private static RuleSet with(String text) {
        return RuleSet.overlaid(List.of(new RuleSource("mine.drl", text)));
    }

    private static RuleSettings without(String... off) {
        return new RuleSettings(Set.of(off), 10, List.of(), GivenParameters.NONE);
    }

    private List<JsonNode> answers(RuleSet rules, List<String> files) throws IOException, ConfigurationInvalid {
        return answers(rules, new ConfigurationLoader().load(files.stream().map(Path::of).toList(), Map.of()).rules(), files);
    }

    /** Of the request, each cycle, and the report at the end. */
    private List<JsonNode> answers(RuleSet rules, RuleSettings settings, List<String> files) throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        DataOutputStream blocks = new DataOutputStream(told);
        block(blocks, JSON.writeValueAsBytes(new ShadowRequest(folder.toString(), rules.sources(), settings, files,
                Map.of())));
        EntryEncoder encoder = new EntryEncoder(UnaryOperator.identity(), UnaryOperator.identity());
        for (Entry entry : HOURS) {
            if (entry instanceof Entry.Cycle cycle) {
                block(blocks, encoder.encode(cycle));
            }
        }
        block(blocks, new byte[0]);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new ShadowProcess(new ByteArrayInputStream(told.toByteArray()), new PrintStream(said, true, StandardCharsets.UTF_8),
                () -> 0).run();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : said.toString(StandardCharsets.UTF_8).split("\n")) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }

    private static void block(DataOutputStream blocks, byte[] bytes) throws IOException {
        blocks.writeInt(bytes.length);
        blocks.write(bytes);
    }
}
