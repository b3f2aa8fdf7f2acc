package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orcastra.adapters.demo.Story;
import io.orcastra.engine.simulation.Behaviour;
import io.orcastra.engine.simulation.Fault;
import io.orcastra.engine.simulation.MemoryProfile;
import io.orcastra.engine.simulation.TimedFault;
import io.orcastra.facts.cluster.Availability;
import io.orcastra.facts.cluster.HealthCheck;
import io.orcastra.facts.cluster.Leadership;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoryReaderTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Path STORIES = Path.of("..", "config", "demo");
    private static final Path DOCUMENT = Path.of("..", "docs", "demo.md");
    private static final String NODES = "nodes:\n  hill: { role: manager }\n  oak:\n";

    @TempDir
    private Path folder;

    static Stream<Path> stories() throws IOException {
        try (Stream<Path> folders = Files.list(STORIES)) {
            return folders.sorted().toList().stream();
        }
    }

    private Story story(String text) throws ConfigurationInvalid, IOException {
        return StoryReader.read(Files.writeString(folder.resolve("story.yml"), text), START);
    }

    private List<Problem> problems(String text) {
        return catchThrowableOfType(ConfigurationInvalid.class, () -> story(text)).problems();
    }

    private static <T> T only(Story story, Class<T> type) {
        List<T> found = story.scenario().facts().stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void everyStoryOfOursIsFlawlessAndSoIsItsConfiguration(Path story) throws ConfigurationInvalid {
        assertThat(StoryReader.read(story.resolve("story.yml"), START).chapters()).isGreaterThan(2);
        assertThat(new ConfigurationLoader().load(story, Map.of()).files()).isNotEmpty();
    }

    @Test
    void aServiceIsReadWithEverythingItMaySay() throws Exception {
        Story story = story(NODES + """
                services:
                  shop_db:
                    replicas: 2
                    on: [ oak ]
                    memory: 1.5 GiB
                    grows: 100 MiB
                    up_to: 2 GiB
                    starts_in: 4s
                    start_period: 1m
                    stops_in: 1m 3s
                    fails_on: [ hill ]
                    volume: data
                    constraints: [ "node.labels.ssd == true" ]
                """);
        Service service = only(story, Service.class);
        Behaviour behaviour = story.scenario().behaviours().get(service.id());
        String oak = only(story, Task.class).nodeId();

        assertThat(service.name()).isEqualTo("shop_db");
        assertThat(service.stack()).isEqualTo("shop");
        assertThat(service.replicas()).isEqualTo(2);
        assertThat(behaviour.memory()).isEqualTo(MemoryProfile.growing(3L << 29, 100L << 20, 2L << 30));
        assertThat(behaviour.start()).isEqualTo(Duration.ofSeconds(4));
        assertThat(behaviour.stop()).isEqualTo(Duration.ofSeconds(63));
        assertThat(only(story, HealthCheck.class))
                .isEqualTo(new HealthCheck(service.id(), Duration.ofMinutes(1), Duration.ofSeconds(30), 3));
        assertThat(behaviour.failsOn()).hasSize(1).doesNotContain(oak);
        assertThat(only(story, Mount.class).source()).isEqualTo("data");
        assertThat(only(story, PlacementConstraint.class).expression()).isEqualTo("node.labels.ssd==true");
    }

    @Test
    void aNodeIsReadWithEverythingItMaySay() throws Exception {
        Story story = story("nodes:\n  hill: { role: manager, availability: drain, memory: 8 GiB, base: 512 MiB }\n");
        Node node = only(story, Node.class);

        assertThat(node.leadership()).isEqualTo(Leadership.LEADER);
        assertThat(node.availability()).isEqualTo(Availability.DRAIN);
        assertThat(story.scenario().machines().get(node.id()).totalBytes()).isEqualTo(8L << 30);
        assertThat(story.scenario().machines().get(node.id()).baseBytes()).isEqualTo(512L << 20);
    }

    @Test
    void everythingThatMayBefallASwarmIsRead() throws Exception {
        Story story = story(NODES + """
                services: { web: }
                story:
                - { at: 1s, lose: oak }
                - { at: 2s, cut_off: oak }
                - { at: 3s, bring_back: oak }
                - { at: 4s, drain: oak }
                - { at: 5s, activate: oak }
                - { at: 6s, crash: web }
                - { at: 7s, deploy: web }
                - { at: 8s, roll_back: web }
                - { at: 9s, leader_change: true }
                - { at: 10s, silence: 20s }
                - { at: 11s, exporter: { node: oak, state: stale } }
                - { at: 12s, behave: { service: web, memory: 1 GiB } }
                - { at: 1h, chapter: Late, say: "  Words.  " }
                """);

        assertThat(story.scenario().faults()).extracting(fault -> fault.fault().getClass().getSimpleName())
                .containsExactly("NodeLost", "NodeCutOff", "NodeBack", "Drained", "Activated", "Crash", "OwnerUpdates",
                        "OwnerRollsBack", "LeaderChange", "Silence", "Exports", "Behaves");
        assertThat(story.scenario().faults()).extracting(TimedFault::after).startsWith(Duration.ofSeconds(1)).isSorted();
        assertThat(story.scenario().faults().get(9).fault()).isEqualTo(new Fault.Silence(Duration.ofSeconds(20)));
        assertThat(story.passages()).containsExactly(new Story.Passage(Duration.ofHours(1), "Late", "Words."));
    }

    @Test
    void everyProblemHasItsPlaceAndAdvice() {
        List<Problem> problems = problems(NODES + """
                services:
                  web: { memory: 1 GB, constraints: [ "a = b" ], on: [ aok ], speed: 3 }
                story:
                - { at: soon, lose: oak }
                - { at: 9s, crash: wbe }
                - { at: 8s, exporter: { node: oak, state: odd } }
                - { say: Once }
                """);

        assertThat(problems).extracting(problem -> problem.line() + ":" + problem.column()).containsExactlyInAnyOrder(
                "5:18", "5:39", "5:56", "5:63", "7:9", "8:20", "9:9", "9:43", "10:3");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.advice()).startsWith("Maybe "));
        assertThat(problems).extracting(Problem::message).contains(
                "services.web.memory is \"1 GB\", not a size", "story[1].crash is \"wbe\", not a service that is described",
                "this happens before the entry above");
    }

    @Test
    void aSwarmNeedsAManager() {
        assertThat(problems("nodes:\n  oak:\n")).extracting(problem -> problem.line() + ": " + problem.message())
                .containsExactly("2: none of the nodes is a manager");
    }

    @Test
    void whatIsNoStoryIsSaidToBeNone() {
        assertThat(problems("- a\n- b\n")).isNotEmpty();
        assertThat(problems("")).isNotEmpty();
    }

    @Test
    void theDocumentListsEveryKey() throws IOException {
        String table = StoryKeys.ALL.all().stream().map(key -> "| `" + key.path() + "` | " + key.form() + " | "
                + (key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`") + " | " + key.meaning() + " |\n")
                .collect(Collectors.joining("", "| Key | Value | Default | Meaning |\n|---|---|---|---|\n", ""));

        assertThat(Files.readString(DOCUMENT)).as("docs/demo.md must hold:\n%s", table).contains(table);
    }
}
