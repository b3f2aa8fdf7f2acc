package io.orcastra.adapters.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.yaml.Configuration;
import io.orcastra.adapters.yaml.ConfigurationInvalid;
import io.orcastra.adapters.yaml.ConfigurationLoader;
import io.orcastra.adapters.yaml.StoryReader;
import io.orcastra.engine.simulation.Census;
import io.orcastra.engine.event.EngineListener;
import io.orcastra.rules.verify.RuleVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stories of ours, told at once: real rules on a simulated swarm. */
class DemoTest {
    private static final Path STORIES = Path.of("..", "config", "demo");

    private final StringWriter told = new StringWriter();

    private Demo demo(String story, Pace pace, boolean terminal) throws ConfigurationInvalid {
        return demo(STORIES.resolve(story), pace, new Screen(new PrintWriter(told), terminal, terminal, Screen.USUAL_WIDTH));
    }

    private static Demo demo(Path folder, Pace pace, Screen screen) throws ConfigurationInvalid {
        Configuration configuration = new ConfigurationLoader().load(folder, Map.of());
        return new Demo(StoryReader.read(folder.resolve("story.yml"), Instant.parse("2026-01-01T00:00:00Z")),
                screen, pace, 1000, 1, RuleVerifier.pack(),
                configuration.settings().engine(), configuration.policies(), EngineListener.NOOP);
    }

    private Demo told(String story) throws ConfigurationInvalid {
        Demo demo = demo(story, Pace.AT_ONCE, false);
        assertThat(demo.tell()).isTrue();
        return demo;
    }

    /** Without the breaks of long lines. */
    private String flat() {
        return told.toString().replaceAll("\\s+", " ");
    }

    @Test
    void dependentsFollowTheDatabaseFromALostNode() throws ConfigurationInvalid {
        Census end = told("shop").census();

        assertThat(flat()).containsSubsequence("1. The database and those who follow it", "set label db=true on oak",
                "2. A node loses its power", "oak loses its power", "oak is down", "remove label db from oak",
                "shop_db.1 runs on", "set label db=true on", "a task of shop_w", "done: shop_w");
        String home = end.services().get("shop_db").nodes().get(0);
        assertThat(end.services().get("shop_worker").nodes()).as(told.toString()).containsExactly(home);
        assertThat(end.services().values()).allSatisfy(service -> assertThat(service.constraints()).isEmpty());
    }

    @Test
    void aNodeThatReturnsIsUsed() throws ConfigurationInvalid {
        Census end = told("shop").census();

        assertThat(flat()).containsSubsequence("3. The lost node returns", "oak is ready", "move 1 of 3 tasks of blog_site from elm to oak",
                "sit together on", "blog_site.2 runs on oak", "done: blog_site, 1 restart", "4. A node fills up");
        assertThat(end.services().get("blog_site").nodes()).containsExactly("ash", "elm", "oak");
    }

    @Test
    void aNodeThatFillsUpIsRelievedByOneMove() throws ConfigurationInvalid {
        told("shop");

        assertThat(flat()).containsSubsequence("4. A node fills up", "memory in use on elm has reached 80",
                "the pressure has not lasted", "move shop_cache to oak: elm, where shop_cache runs, is under memory pressure",
                "moving shop_cache is enough", "done: shop_cache, 1 restart", "5. A move that cannot succeed");
        assertThat(flat().split("4\\. A node fills up|5\\. A move that")[1].split("done: ")).hasSize(2);
    }

    @Test
    void aFaultyMoveReturnsByItselfAndAnotherOneHelps() throws ConfigurationInvalid {
        Census end = told("shop").census();

        assertThat(flat()).containsSubsequence("5. A move that cannot succeed", "blog_images keeps data on its node",
                "move blog_stats to", "Swarm brings the previous version of blog_stats back", "blog_stats.1 runs on ash",
                "it was undone and the service runs", "move shop_db to", "done: shop_db");
        assertThat(end.services().get("blog_stats").nodes()).containsExactly("ash");
        assertThat(end.nodes().values()).allSatisfy(node -> assertThat(node.usedPercent()).isLessThan(80));
    }

    /** As the documentation writes it: what happens and its heading in one entry. */
    @Test
    void aHeadingComesBeforeWhatHappensAtItsMoment(@TempDir Path folder) throws ConfigurationInvalid, IOException {
        Files.writeString(folder.resolve("story.yml"), """
                title: A node is lost
                length: 1m
                nodes: { hill: { role: manager }, oak: {} }
                services: { shop_db: { on: [ oak ] } }
                story:
                - at: 10s
                  chapter: The node is lost
                  lose: oak
                """);

        demo(folder, Pace.AT_ONCE, new Screen(new PrintWriter(told), false, false, Screen.USUAL_WIDTH)).tell();

        assertThat(flat()).containsSubsequence("1. The node is lost", "00:10 swarm oak loses its power");
    }

    @Test
    void whatIsNotKnownMovesNothing() throws ConfigurationInvalid {
        Map<String, Census.ServiceCensus> before = demo("quiet", Pace.AT_ONCE, false).census().services();

        Map<String, Census.ServiceCensus> after = told("quiet").census().services();

        assertThat(flat()).contains("the exporter of elm is hanging", "0 actions, 0 restarts");
        assertThat(after).isEqualTo(before);
    }

    /** Far above the threshold for three minutes, then far below for three, three times; no node but oak would do. */
    @Test
    void whatEndedAndBeginsAgainIsToldAgainAndOnceEachTime(@TempDir Path folder) throws ConfigurationInvalid, IOException {
        Files.copy(STORIES.resolve("quiet").resolve("rebalance_config.yml"), folder.resolve("rebalance_config.yml"));
        Files.writeString(folder.resolve("story.yml"), """
                title: A node fills up three times
                length: 19m
                nodes: { hill: { role: manager, availability: drain }, oak: { memory: 4 GiB, base: 1 GiB }, elm: { memory: 4 GiB } }
                services: { shop_data: { memory: 1 GiB, on: [ oak ], volume: data } }
                story:
                - { at: 1m,  behave: { service: shop_data, memory: 2600 MiB } }
                - { at: 4m,  behave: { service: shop_data, memory: 1 GiB } }
                - { at: 7m,  behave: { service: shop_data, memory: 2600 MiB } }
                - { at: 10m, behave: { service: shop_data, memory: 1 GiB } }
                - { at: 13m, behave: { service: shop_data, memory: 2600 MiB } }
                - { at: 16m, behave: { service: shop_data, memory: 1 GiB } }
                """);

        demo(folder, Pace.AT_ONCE, new Screen(new PrintWriter(told), false, false, Screen.USUAL_WIDTH)).tell();

        assertThat(flat().split("mind: memory in use on oak has reached 80.0 %", -1)).as(told.toString()).hasSize(4);
        assertThat(flat().split("not moved: shop_data, because shop_data keeps data", -1)).as(told.toString()).hasSize(4);
        assertThat(flat()).contains("0 actions, 0 restarts");
    }

    /** Around the threshold with every measurement: one trouble, not many. */
    @Test
    void whatComesAndGoesWithEveryMeasurementIsToldOnce(@TempDir Path folder) throws ConfigurationInvalid, IOException {
        Files.writeString(folder.resolve("rebalance_config.yml"),
                "default: { memory_threshold_percent: 80, memory_hysteresis_percent: 0, sustained_high_minutes: 1 }\n");
        Files.writeString(folder.resolve("story.yml"), """
                title: A node flaps
                length: 12m
                nodes: { hill: { role: manager, availability: drain }, oak: { memory: 4 GiB, base: 1 GiB }, elm: { memory: 4 GiB } }
                services: { shop_data: { memory: 2 GiB, on: [ oak ], volume: data } }
                story:
                """ + IntStream.range(1, 10).mapToObj("""
                - { at: %1$sm 10s, behave: { service: shop_data, memory: 2600 MiB } }
                - { at: %1$sm 40s, behave: { service: shop_data, memory: 2 GiB } }
                """::formatted).collect(Collectors.joining()));

        demo(folder, Pace.AT_ONCE, new Screen(new PrintWriter(told), false, false, Screen.USUAL_WIDTH)).tell();

        assertThat(flat().split("mind: memory in use on oak has reached 80.0 %", -1)).as(told.toString()).hasSize(2);
    }

    @Test
    void aStoryIsToldTheSameEachTime() throws ConfigurationInvalid {
        told("shop");
        String first = told.toString();
        told.getBuffer().setLength(0);
        told("shop");

        assertThat(told.toString()).isEqualTo(first);
    }

    @Test
    void whereNothingCanBeOverwrittenNothingIs() throws ConfigurationInvalid {
        told("quiet");

        assertThat(told.toString()).doesNotContain("\u001b", "\r");
        assertThat(told.toString().lines().toList()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void aTerminalShowsHowFarTheStoryIs() throws ConfigurationInvalid {
        demo("quiet", Pace.AT_ONCE, true).tell();

        assertThat(told.toString()).contains("of 15:00  chapter 2 of 4, Ctrl-C ends it", "\r\u001b[2K");
        assertThat(told.toString()).endsWith("this program was touched.\n");
    }

    /** What the terminal itself breaks cannot be overwritten, and would be told over and over. */
    @Test
    void noLineIsWiderThanANarrowTerminal() throws ConfigurationInvalid {
        demo(STORIES.resolve("shop"), Pace.AT_ONCE, new Screen(new PrintWriter(told), true, false, 40)).tell();

        String[] lines = told.toString().replace("\u001b[2K", "").split("[\r\n]+");
        assertThat(lines).allSatisfy(line -> assertThat(line.replace("orchestration.movable=true", "").length()).as(line)
                .isLessThanOrEqualTo(40));
        assertThat(lines).filteredOn(line -> line.contains(" of 22:00")).isNotEmpty().allSatisfy(
                line -> assertThat(line.length()).as(line).isLessThan(40));
    }

    @Test
    void aReaderWhoHasHadEnoughIsLetGo() throws ConfigurationInvalid {
        int[] left = {40};

        boolean toTheEnd = demo("shop", real -> left[0]-- > 0, false).tell();

        assertThat(toTheEnd).isFalse();
        assertThat(flat()).contains("Stopped", "nothing outside this program was touched").doesNotContain("The end");
    }

    @Test
    void timeGoesAtTheSpeedAskedFor() throws ConfigurationInvalid {
        long[] real = {0};

        demo("quiet", passed -> {
            real[0] += passed.toMillis();
            return true;
        }, false).tell();

        assertThat(List.of(real[0])).as("15 min at 1000 times the speed, and the time to read").allMatch(
                millis -> millis > 900 && millis < 40_000);
    }
}
