package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orcastra.adapters.scenario.script.KnownRules;
import io.orcastra.adapters.scenario.script.Script;
import io.orcastra.engine.simulation.ExporterState;
import io.orcastra.engine.simulation.Fault;
import io.orcastra.facts.condition.Condition;
import io.orcastra.facts.policy.MemoryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptReaderTest {
    private static final long GIB = 1L << 30;
    private static final KnownRules KNOWN = new KnownRules(Set.of("ORC-MEM-201"), Set.of("keep-apart"));
    private static final String CLUSTER = """
            title: Words
            cluster:
              nodes: { hill: { role: manager }, oak: { memory: 10 GiB } }
              services: { web: { memory: 1 GiB, on: [ oak ] } }
            expect: [ { at: 1m, only_actions: [] } ]
            """;

    @TempDir
    private Path folder;

    private Script script(String text) throws ConfigurationInvalid, IOException {
        return ScriptReader.read(Files.writeString(folder.resolve("a_test.yml"), text), (rules, policies) -> KNOWN);
    }

    private List<Problem> problems(String text) {
        return catchThrowableOfType(ConfigurationInvalid.class, () -> script(text)).problems();
    }

    private List<Object> faults(String series) throws Exception {
        return script(CLUSTER + "series: { " + series + " }\n").scenario().faults().stream()
                .map(fault -> (Object) List.of(fault.after().toSeconds(), fault.fault())).toList();
    }

    @Test
    void onlyChangesOfASeriesBefallTheNode() throws Exception {
        assertThat(faults("oak.memory: 50%x3 50% 1GiB+1GiBx2 _x2 5GiB")).containsExactly(
                List.of(0L, new Fault.Filled("oak", 5 * GIB)),
                List.of(120L, new Fault.Filled("oak", GIB)), List.of(150L, new Fault.Filled("oak", 2 * GIB)),
                List.of(180L, new Fault.Exports("oak", ExporterState.HANGING)),
                List.of(240L, new Fault.Exports("oak", ExporterState.HONEST)),
                List.of(240L, new Fault.Filled("oak", 5 * GIB)));
    }

    @Test
    void aNodeGoesAndComesAsItsSeriesSays() throws Exception {
        assertThat(faults("oak: up x2 down x2 up drained up cut_off")).containsExactly(
                List.of(60L, new Fault.NodeLost("oak")), List.of(120L, new Fault.NodeBack("oak")),
                List.of(150L, new Fault.Drained("oak")), List.of(180L, new Fault.Activated("oak")),
                List.of(210L, new Fault.NodeCutOff("oak")));
    }

    @Test
    void whatANodeUsesAtFirstIncludesItsTasks() throws Exception {
        Script script = script(CLUSTER + "series: { oak.memory: 50% }\n");

        assertThat(script.scenario().machines().values()).anyMatch(
                machine -> machine.totalBytes() == 10 * GIB && machine.baseBytes() == 4 * GIB);
    }

    @Test
    void itLastsUntilTheLastThingItNames() throws Exception {
        assertThat(script(CLUSTER).length()).isEqualTo(Duration.ofMinutes(1));
        assertThat(script(CLUSTER + "step: 1m\nseries: { oak: up x90 }\n").length()).isEqualTo(Duration.ofMinutes(90));
        assertThat(script(CLUSTER + "events: [ { at: 2h, drain: oak } ]\n").length()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void theConfigurationIsInlineOrInAFile() throws Exception {
        assertThat(script(CLUSTER).configured()).noneMatch(MemoryPolicy.class::isInstance);
        assertThat(script(CLUSTER + "configuration: { rebalance: {} }\n").configured()).anyMatch(MemoryPolicy.class::isInstance);
        Files.writeString(folder.resolve("rebalance_config.yml"), "default: { emergency_percent: 99 }\n");
        assertThat(script(CLUSTER + "configuration: { rebalance: rebalance_config.yml }\n").configured()).anyMatch(
                fact -> fact instanceof MemoryPolicy policy && policy.emergencyPercent() == 99);
        assertThat(script(CLUSTER + "configuration: .\n").configured()).anyMatch(MemoryPolicy.class::isInstance);
    }

    @Test
    void everythingWrongIsToldAtOnceWithItsPlaceAndAdvice() {
        List<Problem> problems = problems("""
                title: Bad
                cluster:
                  nodes: { hill: { role: manager }, oak: }
                  services: { web: { on: [ oka ] } }
                configuration: { rebalance: { default: { emergency_percent: 200 } } }
                series:
                  oak.memory: 60%x5 9z%
                  wbe.memory: 3GiB
                  oak: up x4 dwn x2
                  web.memory: 50% _
                expect:
                - at: 5m
                  conditions: [ NodeUnderPressure oak ]
                  actions: [ mve web, move wbe, move web to oka ]
                  no_action: { service: web, because: ORC-MEM-202 }
                  foo: 1
                - actions: []
                - { at: 1m, to: 2m }
                - { from: 3m, to: 2m }
                events: [ { drain: oak } ]
                """);

        assertThat(problems).extracting(problem -> problem.line() + ":" + problem.column()).contains("4:28", "5:61", "7:15",
                "8:3", "9:8", "10:15", "13:17", "14:14", "14:23", "14:33", "15:39", "16:3", "17:3", "18:3", "19:19", "20:11");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.advice()).startsWith("Maybe"));
        assertThat(problems).extracting(Problem::advice).contains("Maybe you meant NodeUnderMemoryPressure.",
                "Maybe you meant move.", "Maybe you meant web.", "Maybe you meant down.", "Maybe you meant ORC-MEM-201.");
    }

    @Test
    void aScenarioWithoutAManagerOrAnExpectationShowsNothing() {
        assertThat(problems("title: A\ncluster: { nodes: { oak: } }\n")).extracting(Problem::message)
                .anyMatch(message -> message.contains("nothing is expected"));
        assertThat(problems("title: A\ngolden: true\ncluster: { nodes: { oak: } }\n")).extracting(Problem::message)
                .containsExactly("none of the nodes is a manager");
        assertThat(problems("title: A\ngolden: true\ncluster:\n  nodes: { oak: }\n")).extracting(Problem::line).containsExactly(4);
    }

    @Test
    void aSpanThatEndsBeforeItBeginsIsSaidToDoSo() {
        assertThat(problems("""
                title: A
                cluster: { nodes: { oak: { role: manager } } }
                length: 5m
                expect:
                - from: 3m
                  to: 1m
                  only_actions: []
                """)).singleElement().satisfies(problem -> {
                    assertThat(problem.message()).isEqualTo("expect[0].to is before its from");
                    assertThat(problem.line()).isEqualTo(6);
                });
    }

    @Test
    void conditionsAreThoseTheRulesConclude() throws IOException {
        Path classes = Path.of("..", "facts", "src", "main", "java", "io", "orcastra", "facts", "condition");
        try (Stream<Path> files = Files.list(classes)) {
            Set<String> conditions = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(ScriptReaderTest::isCondition).collect(Collectors.toSet());
            assertThat(WordingReader.CONDITIONS).containsExactlyInAnyOrderElementsOf(conditions);
        }
    }

    private static boolean isCondition(String name) {
        try {
            Class<?> type = Class.forName("io.orcastra.facts.condition." + name);
            return type.isRecord() && Condition.class.isAssignableFrom(type);
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return false;
        }
    }

    @Test
    void aServiceIsScaledByAnEventAndAStoryBeginsWhenItSays() throws Exception {
        Script script = script(CLUSTER + "begins: 2026-11-29T00:00:00+01:00\nevents: [ { at: 1m, scale: { service: web, replicas: 0 } } ]\n");

        assertThat(script.scenario().start()).isEqualTo("2026-11-28T23:00:00Z");
        assertThat(script.scenario().faults()).hasSize(1);
        assertThat(problems(CLUSTER + "begins: tomorrow\n")).singleElement().extracting(Problem::message)
                .isEqualTo("begins is \"tomorrow\", not a date and time");
    }

    @Test
    void rulesThatAreNotThereAreToldWhereTheyAreNamed() throws Exception {
        assertThat(problems(CLUSTER + "rules: ../nowhere\n")).singleElement().satisfies(problem -> {
            assertThat(problem.line() + ":" + problem.column()).isEqualTo("6:8");
            assertThat(problem.message()).startsWith("rules is \"../nowhere\", and ").endsWith("nowhere is not a folder");
        });
        assertThat(script(CLUSTER + "rules: .\n").rules()).contains(folder.toAbsolutePath().normalize());
    }

    @Test
    void aScenarioMayBeAboutSomePoliciesOnly() throws Exception {
        assertThat(script(CLUSTER).policies()).isEmpty();
        assertThat(script(CLUSTER + "policies: [ keep-apart ]\n").policies()).contains(Set.of("keep-apart"));
        assertThat(problems(CLUSTER + "policies: [ keep-appart ]\n")).singleElement().satisfies(problem -> {
            assertThat(problem.line() + ":" + problem.column()).isEqualTo("6:13");
            assertThat(problem.message()).contains("is called keep-appart.drl");
            assertThat(problem.advice()).isEqualTo("Maybe you meant keep-apart.");
        });
    }
}
