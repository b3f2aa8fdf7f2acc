package io.orcastra.engine.simulation;

import static io.orcastra.engine.simulation.MemoryStory.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.ledger.CooldownPage;
import io.orcastra.engine.ledger.Remembered;
import io.orcastra.engine.port.LedgerPage;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.control.NodeLosses;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memory, spread and emergencies over hours, with the engine's real rules. */
class RebalancingStoriesTest {
    private static final RuleBook RULES = RuleVerifier.pack();
    private static final String NOT_LASTED = "ORC-MEM-301 the pressure has not lasted for 120 s yet";

    /** n1 at 92 %: 1 + 8 + 3 + 2.72 of 16 GiB. */
    private static MemoryStory pressed() {
        return new MemoryStory().node("n1").node("n2").node("n3")
                .service("big", 8, "n1").service("medium", 3, "n1").service("small", 2.72, "n1")
                .service("other", 5, "n2").service("third", 6, "n3");
    }

    @Test
    void afterTheSustainedWindowOneServiceIsMovedAndNothingMoreForAnHour() {
        MemoryStory story = pressed().begin(RULES, 1);

        story.pass(Duration.ofSeconds(110));
        assertThat(story.moves()).as("before it has lasted").isEmpty();
        story.pass(Duration.ofMinutes(3));

        assertThat(story.moves()).as(story.story()).containsExactly("medium");
        assertThat(story.predicted()).as("the node with the most memory free").containsExactly("n2");
        assertThat(story.nodesOf("medium")).containsExactly("n2");
        assertThat(story.usedPercent("n1")).isLessThan(80);
        story.pass(Duration.ofHours(1));
        assertThat(story.moves()).as(story.story()).hasSize(1);
    }

    /** n1 at 92 %: without the small one at 84 %, without the big one another node would be fuller. */
    @Test
    void anAnchorAndWhatFollowsItMoveAsOneAndThenRestForAnHour() {
        List<Duration> retries = List.of(Duration.ofMinutes(1));
        MemoryStory story = new MemoryStory().node("n1").node("n2").node("n3")
                .service("big", 9, "n1").service("db", 2.5, "n1").service("web", 1, "n1").service("small", 1.2, "n1")
                .service("other", 5, "n2").service("third", 6, "n3")
                .policy(new Anchor("db", "db", true, retries),
                        new Dependency("db", "web", true, retries, Duration.ofMinutes(10)))
                .begin(RULES, 6);

        story.pass(Duration.ofSeconds(110));
        assertThat(story.moves()).as("before it has lasted").isEmpty();
        story.pass(Duration.ofMinutes(5));

        assertThat(story.moves()).as(story.story()).containsExactly("db", "web");
        assertThat(story.nodesOf("db")).isEqualTo(story.nodesOf("web")).doesNotContain("n1");
        assertThat(story.usedPercent("n1")).isLessThan(80);
        story.pass(Duration.ofHours(1));
        assertThat(story.moves()).as(story.story()).hasSize(2);
    }

    /** 81 %, and 87.5 % for 50 of 100 seconds: above where pressure ends, so it is one that lasts. */
    @Test
    void memoryThatFlapsAroundTheThresholdMovesOneService() {
        MemoryStory story = flapping(6, GIB).begin(RULES, 2);

        story.pass(Duration.ofSeconds(110));
        assertThat(story.told()).allSatisfy((service, reasons) -> assertThat(reasons).contains(NOT_LASTED));
        story.pass(Duration.ofHours(2));

        assertThat(story.moves()).as(story.story()).containsExactly("steady");
        assertThat(story.predicted()).containsExactly("n2");
        assertThat(story.nodesOf("steady")).containsExactly("n2");
        assertThat(story.told().get("flapping")).anyMatch(reason -> reason.startsWith("ORC-REB-304 n1 took part in a move"));
    }

    /** 75 %, and 87.5 % for 50 of 100 seconds: it ends again and again before it has lasted. */
    @Test
    void memoryThatFlapsFromBelowTheEndMovesNothingAndSaysWhyAtEachRise() {
        MemoryStory story = flapping(5, 2 * GIB).begin(RULES, 2);

        for (int i = 0; i < 36; i++) {
            story.pass(Duration.ofSeconds(200));
            assertThat(story.told()).containsOnlyKeys("steady", "flapping")
                    .allSatisfy((service, reasons) -> assertThat(reasons).contains(NOT_LASTED));
        }

        assertThat(story.moves()).as(story.story()).isEmpty();
    }

    /**
     * Whatever is moved away: 88 % and 72 % for five minutes each, so that pressure begins anew every ten minutes and lasts
     * for longer than it must. Every node but n1 has room.
     */
    @Test
    void aNodeThatFlapsWhateverLeavesItIsLeftByOneServiceUntilTheRestHasPassed() {
        Duration rest = Duration.ofHours(4);
        MemoryStory story = new MemoryStory().node("n1").node("n2").node("n3").node("n4")
                .service("steady", 2, "n1").service("second", 2, "n1").service("third", 2, "n1")
                .rebalancing(new Rebalancing(rest, rest, rest, Duration.ofMinutes(1), 5, 3, true)).begin(RULES, 8);

        flaps(story, 1);
        assertThat(story.moves()).as("pressure has lasted; %s", story.story()).hasSize(1);
        story.told();
        flaps(story, 17);

        assertThat(story.moves()).as(story.story()).hasSize(1);
        assertThat(story.told()).as("it would be relieved again and again, but for the rest").hasSize(2).allSatisfy((service, reasons) ->
                assertThat(reasons).contains(NOT_LASTED).anyMatch(reason -> reason.startsWith("ORC-REB-305 something was moved")));
        story.pass(Duration.ofMinutes(70));
        flaps(story, 1);
        assertThat(story.moves()).as("after the rest; %s", story.story()).hasSize(2);
    }

    /** Ten minutes each. */
    private static void flaps(MemoryStory story, int times) {
        for (int i = 0; i < times; i++) {
            story.usedPercent("n1", 88);
            story.pass(Duration.ofMinutes(5));
            story.usedPercent("n1", 72);
            story.pass(Duration.ofMinutes(5));
        }
    }

    private static MemoryStory flapping(int low, long rise) {
        return new MemoryStory().node("n1").node("n2").node("n3")
                .service("steady", 6, "n1").service("flapping", MemoryProfile.steady(low * GIB).spiking(
                        rise, Duration.ofSeconds(100), Duration.ofSeconds(50)), "n1")
                .service("other", 5, "n2").service("third", 6, "n3");
    }

    @ParameterizedTest
    @EnumSource(value = ExporterState.class, names = {"HANGING", "GARBAGE", "STALE"})
    void whatIsNotKnownMovesNothing(ExporterState state) {
        MemoryStory story = pressed().begin(RULES, 3);
        story.swarm().exporter("n1", state);

        story.pass(Duration.ofMinutes(30));

        assertThat(story.moves()).as(story.story()).isEmpty();
    }

    @Test
    void replicasThatSitTogetherAreSpreadWhenTheirNodeReturnsAndDataStays() {
        MemoryStory story = new MemoryStory().node("n1").node("n2").node("n3")
                .service("web", 1, "n1", "n2", "n3").service("data", 1, "n1", "n2", "n3")
                .with(new Mount(Cluster.id("data"), MountType.VOLUME, "data", "/data", false, "", false))
                .policy(new SpreadRepair()).begin(RULES, 4);
        story.pass(Duration.ofMinutes(2));
        story.swarm().lose("n3");
        story.pass(Duration.ofMinutes(5));
        assertThat(story.nodesOf("web")).hasSize(3).doesNotContain("n3");

        story.swarm().bringBack("n3");
        story.pass(Duration.ofMinutes(30));

        assertThat(story.nodesOf("web")).as(story.story()).containsExactly("n1", "n2", "n3");
        assertThat(story.nodesOf("data")).doesNotContain("n3");
        assertThat(story.moves()).as(story.story()).containsExactly("web");
    }

    @Test
    void aNodeThatFlapsFiveTimesCausesOneMoveWhenItHasComeToRest() {
        MemoryStory story = new MemoryStory().node("n1").node("n2").node("n3")
                .service("web", 1, "n1", "n2", "n3").policy(new SpreadRepair()).begin(RULES, 5);
        story.pass(Duration.ofMinutes(2));
        for (int i = 0; i < 5; i++) {
            flap(story, "n3");
        }
        assertThat(story.moves()).as(story.story()).isEmpty();
        story.pass(Duration.ofHours(5));

        assertThat(story.moves()).as(story.story()).containsExactly("web");
        assertThat(story.predicted()).containsExactly("n3");
        assertThat(story.nodesOf("web")).containsExactly("n1", "n2", "n3");
    }

    /** n1 at 92 % and n2 at 75 %: only n3 has room. */
    @Test
    void aNodeThatFlapsIsNoTargetUntilItHasComeToRestAndThatIsSaid() {
        MemoryStory story = new MemoryStory().node("n1").node("n2").node("n3")
                .service("big", 8, "n1").service("medium", 3, "n1").service("small", 2.72, "n1")
                .service("other", 11, "n2").begin(RULES, 7);
        story.pass(Duration.ofSeconds(10));
        for (int i = 0; i < 5; i++) {
            flap(story, "n3");
        }

        assertThat(story.moves()).as(story.story()).isEmpty();
        assertThat(story.told()).containsOnlyKeys("big", "medium", "small").allSatisfy((service, reasons) ->
                assertThat(reasons).anyMatch(reason -> reason.endsWith(
                        "n3 is no target, for it has not been up for long enough yet (ORC-REB-313)")));
        story.pass(Duration.ofHours(1));
        assertThat(story.moves()).as(story.story()).hasSize(1);
        assertThat(story.predicted()).containsExactly("n3");
    }

    /** Each time up for long enough to be stable: at most one move, then explained quiet, until it has lasted. */
    @Test
    void aNodeThatFlapsFiveTimesFarApartCausesOneMoveUntilItHasComeToRest() {
        MemoryStory story = new MemoryStory().node("n1").node("n2").node("n3")
                .service("web", 1, "n1", "n2", "n3").policy(new SpreadRepair())
                .rebalancing(new Rebalancing(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofSeconds(30),
                        Duration.ofMinutes(5), 5, 3, true)).begin(RULES, 5);
        for (int i = 0; i < 5; i++) {
            flap(story, "n3");
            story.pass(Duration.ofMinutes(18));
        }

        assertThat(story.moves()).as(story.story()).containsExactly("web");
        assertThat(story.nodesOf("web")).doesNotContain("n3");
        assertThat(story.told().get("web")).anyMatch(reason -> reason.contains(
                "n3 is no target, for it was lost 5 times, each less than a day after the one before"));
        story.pass(Duration.ofDays(1));
        assertThat(story.moves()).as(story.story()).containsExactly("web", "web");
        assertThat(story.nodesOf("web")).containsExactly("n1", "n2", "n3");
    }

    /** So that another instance, or a new start of this one, knows of it. */
    @Test
    void thatANodeWasLostIsWrittenDown() throws Exception {
        MemoryStory story = new MemoryStory().node("n1").node("n2").node("n3")
                .service("web", 1, "n1", "n2", "n3").begin(RULES, 5);
        flap(story, "n3");
        story.pass(Duration.ofHours(2));
        flap(story, "n3");

        LedgerPage page = story.swarm().ledger().read().get(CooldownPage.NAME);

        assertThat(CooldownPage.of(page).remembered()).extracting(Remembered::fact).contains(new NodeLosses(Cluster.id("n3"), 2));
    }

    private static void flap(MemoryStory story, String node) {
        story.swarm().lose(node);
        story.pass(Duration.ofSeconds(40));
        story.swarm().bringBack(node);
        story.pass(Duration.ofSeconds(40));
    }
}
