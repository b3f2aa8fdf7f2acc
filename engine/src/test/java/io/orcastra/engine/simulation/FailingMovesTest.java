package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.HealthCheck;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.ServiceStartLimit;
import io.orcastra.facts.policy.StartLimit;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleSource;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Moves that fail whenever they are tried, over a day. */
class FailingMovesTest {
    private static final RuleBook RULES = RuleVerifier.pack();
    private static final Duration DAY = Duration.ofHours(24);

    private static MemoryStory story() {
        return new MemoryStory().looking(Duration.ofMinutes(4));
    }

    /** n1 at 92 %: to move big is what helps, and it starts nowhere else. */
    private static MemoryStory pressed() {
        return story().node("n1").node("n2").node("n3").service("big", 7, "n1").service("data", 6.72, "n1")
                .with(new ServiceLabel(Cluster.id("data"), "orchestration.rebalance", "false"))
                .behaving("big", big -> big.failingOn(Set.of(Cluster.id("n2"), Cluster.id("n3"))));
    }

    private static List<String> times(int times, String service) {
        return Stream.generate(() -> service).limit(times).toList();
    }

    @Test
    @DisplayName("a service that starts nowhere else is moved three times for memory, and then given up with a finding")
    void memory() {
        MemoryStory story = pressed().begin(RULES, 1);

        story.pass(DAY);

        assertThat(story.moves()).as(story.story()).isEqualTo(times(3, "big"));
        assertThat(story.restarts()).as("there and back each time; %s", story.story()).isEqualTo(6);
        assertThat(story.nodesOf("big")).containsExactly("n1");
        assertThat(story.told().get("big")).anyMatch(reason -> reason.startsWith("ORC-REB-307 given up: 3 moves of it have failed"));
        assertThat(story.findings()).anyMatch(finding -> finding.startsWith(
                "ORC-REB-401 3 moves of big have failed for the same cause, the last one: "));
    }

    @Test
    @DisplayName("in an emergency it is moved six times, then given up, and tried again once a node joins")
    void emergency() {
        MemoryStory story = story().node("n1").node("n2").node("n3").service("big", 7, "n1").service("data", 3, "n1")
                .with(new ServiceLabel(Cluster.id("data"), "orchestration.rebalance", "false"))
                .behaving("big", big -> big.failingOn(Set.of(Cluster.id("n2"), Cluster.id("n3")))).begin(RULES, 1);
        story.swarm().lose("n3");
        story.pass(Duration.ofMinutes(12));
        story.usedPercent("n1", 97);

        story.pass(DAY);

        assertThat(story.moves()).as(story.story()).isEqualTo(times(6, "big"));
        assertThat(story.restarts()).as(story.story()).isEqualTo(12);
        assertThat(story.nodesOf("big")).containsExactly("n1");
        assertThat(story.told().get("big")).anyMatch(reason -> reason.startsWith("ORC-MEM-303 given up: 6 moves of it have failed"));
        assertThat(story.findings()).anyMatch(finding -> finding.startsWith("ORC-MEM-406 memory of n1 is about to run out, and "
                + "moves did not help: 6 moves of big have failed, the last one: "));

        story.behave("big", big -> big.failingOn(Set.of(Cluster.id("n2"))));
        story.swarm().bringBack("n3");
        story.pass(Duration.ofHours(3));

        assertThat(story.nodesOf("big")).as(story.story()).containsExactly("n3");
    }

    @Test
    @DisplayName("a service that takes five minutes to start is moved as soon as it is known how long it takes")
    void slow() {
        MemoryStory story = story().node("n1").node("n2").node("n3").service("big", 7, "n1").service("data", 6.72, "n1")
                .with(new ServiceLabel(Cluster.id("data"), "orchestration.rebalance", "false"))
                .behaving("big", big -> big.starting(Duration.ofMinutes(5), big.stop())).begin(RULES, 1);

        story.pass(Duration.ofHours(2));

        assertThat(story.nodesOf("big")).as(story.story()).isNotEmpty().doesNotContain("n1");
        assertThat(story.moves()).as("the first one fails, its way back tells the time").isEqualTo(times(2, "big"));
    }

    private static MemoryStory slowlyStarting(Object... more) {
        return story().node("n1").node("n2").node("n3").service("big", 7, "n1").service("data", 6.72, "n1")
                .with(new ServiceLabel(Cluster.id("data"), "orchestration.rebalance", "false")).with(more)
                .policy(new StartLimit(Duration.ofMinutes(1)))
                .behaving("big", big -> big.starting(Duration.ofMinutes(5), big.stop()));
    }

    @Test
    @DisplayName("a service that takes five minutes to start is moved at once where its health check has a start period for that")
    void startPeriod() {
        MemoryStory story = slowlyStarting(
                new HealthCheck(Cluster.id("big"), Duration.ofMinutes(4), Duration.ofSeconds(30), 3)).begin(RULES, 1);

        story.pass(Duration.ofHours(2));

        assertThat(story.nodesOf("big")).as(story.story()).isNotEmpty().doesNotContain("n1");
        assertThat(story.moves()).as(story.story()).isEqualTo(times(1, "big"));
    }

    @Test
    @DisplayName("a service that takes longer than ten minutes to start is moved at once where the operator says so, and only there")
    void ownLimit() {
        for (Duration limit : List.of(Duration.ofMinutes(16), Duration.ofMinutes(14))) {
            MemoryStory story = slowlyStarting().policy(new ServiceStartLimit("big", limit))
                    .behaving("big", big -> big.starting(Duration.ofMinutes(15), big.stop())).begin(RULES, 1);

            story.pass(Duration.ofMinutes(25));

            assertThat(story.moves()).as(story.story()).isEqualTo(times(1, "big"));
            assertThat(story.nodesOf("big").contains("n2") || story.nodesOf("big").contains("n3")).as(story.story())
                    .isEqualTo(limit.compareTo(Duration.ofMinutes(15)) > 0);
        }
    }

    @Test
    @DisplayName("a service that takes 100 seconds to start is left to start after its first crash where its health check says so")
    void slowAfterTheFirstCrash() {
        MemoryStory story = story().node("n1").node("n2").service("big", 2, "n1")
                .with(new HealthCheck(Cluster.id("big"), Duration.ofSeconds(30), Duration.ofSeconds(30), 3))
                .policy(new StartLimit(Duration.ofMinutes(1)))
                .behaving("big", big -> big.starting(Duration.ofSeconds(100), big.stop())).begin(RULES, 1);
        story.swarm().crash("big");

        story.pass(Duration.ofMinutes(3));

        assertThat(story.nodesOf("big")).as(story.story()).hasSize(1);
        assertThat(story.moves()).as(story.story()).isEmpty();
    }

    @Test
    @DisplayName("a service that takes 100 seconds to start is left to start after a crash")
    void slowAfterACrash() {
        MemoryStory story = story().node("n1").node("n2").service("big", 2, "n1")
                .policy(new StartLimit(Duration.ofMinutes(1)))
                .behaving("big", big -> big.starting(Duration.ofSeconds(100), big.stop())).begin(RULES, 1);
        story.swarm().crash("big");
        story.pass(Duration.ofMinutes(30));
        story.moves().clear();

        story.swarm().crash("big");
        story.pass(Duration.ofMinutes(3));

        assertThat(story.nodesOf("big")).as(story.story()).hasSize(1);
        assertThat(story.moves()).as("seen to start once").isEmpty();
    }

    @Test
    @DisplayName("it is tried again once a node joins that was not there, and stays there")
    void aNewNode() {
        MemoryStory story = pressed().begin(RULES, 1);
        story.swarm().lose("n3");
        story.pass(Duration.ofHours(3));
        assertThat(story.moves()).as(story.story()).isEqualTo(times(3, "big"));
        story.behave("big", big -> big.failingOn(Set.of(Cluster.id("n2"))));

        story.swarm().bringBack("n3");
        story.pass(Duration.ofHours(3));

        assertThat(story.nodesOf("big")).as(story.story()).containsExactly("n3");
        assertThat(story.moves()).as("not once more to the old one while the new one is not stable; %s", story.story())
                .isEqualTo(times(4, "big"));
    }

    @Test
    @DisplayName("a node that returns again and again is nothing new as long as it does not stay until it is stable")
    void aNodeThatReturnsForMoments() {
        MemoryStory story = pressed().begin(RULES, 1);
        story.swarm().lose("n3");
        story.pass(Duration.ofHours(3));
        for (int i = 0; i < 5; i++) {
            story.swarm().bringBack("n3");
            story.pass(MemoryStory.REBALANCING.stableAfter().minusSeconds(30));
            story.swarm().lose("n3");
            story.pass(Duration.ofMinutes(30));
        }
        assertThat(story.moves()).as(story.story()).isEqualTo(times(3, "big"));
        story.behave("big", big -> big.failingOn(Set.of(Cluster.id("n2"))));

        story.swarm().bringBack("n3");
        story.pass(Duration.ofHours(1));

        assertThat(story.moves()).as(story.story()).isEqualTo(times(4, "big"));
    }

    @Test
    @DisplayName("a node that flaps is new only once")
    void aNodeThatFlaps() {
        MemoryStory story = pressed().begin(RULES, 1);
        story.pass(Duration.ofHours(2));
        for (int i = 0; i < 3; i++) {
            story.swarm().lose("n3");
            story.pass(Duration.ofMinutes(30));
            story.swarm().bringBack("n3");
            story.pass(Duration.ofMinutes(30));
        }

        assertThat(story.moves()).as(story.story()).isEqualTo(times(3, "big"));
    }

    @Test
    @DisplayName("a preferred node on which a service does not start is tried twice")
    void preference() {
        MemoryStory story = story().node("n1").node("n2").node("n3").service("app", 1, "n2")
                .with(new ServiceLabel(Cluster.id("app"), "orchestration.preferred.node", "n1"))
                .behaving("app", app -> app.failingOn(Set.of(Cluster.id("n1")))).begin(RULES, 2);

        story.pass(DAY);

        assertThat(story.moves()).as(story.story()).isEqualTo(times(2, "app"));
        assertThat(story.restarts()).as("there and back each time; %s", story.story()).isEqualTo(4);
        assertThat(story.findings()).anyMatch(finding -> finding.startsWith(
                "ORC-REB-402 2 moves of app to a better place have failed, the last one: "));
    }

    @Test
    @DisplayName("a set whose follower starts nowhere else is brought back once, and stays for a day")
    void set() {
        assertBroughtBackOnce(set(7));
    }

    @Test
    @DisplayName("in an emergency too, for each further try would restart the whole set in vain")
    void setInAnEmergency() {
        assertBroughtBackOnce(set(7.5));
    }

    private static MemoryStory set(double data) {
        List<Duration> retries = List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(1));
        return story().node("n1").node("n2").node("n3").service("db", 6, "n1").service("web", 1, "n1")
                .service("data", data, "n1").with(new ServiceLabel(Cluster.id("data"), "orchestration.rebalance", "false"))
                .policy(new Anchor("db", "db", true, retries),
                        new Dependency("db", "web", true, retries, Duration.ofMinutes(10)))
                .behaving("web", web -> web.failingOn(Set.of(Cluster.id("n2"), Cluster.id("n3")))).begin(RULES, 3);
    }

    private static void assertBroughtBackOnce(MemoryStory story) {
        story.pass(Duration.ofHours(23));

        assertThat(story.moves()).as(story.story()).startsWith("db", "web").endsWith("db").hasSizeLessThanOrEqualTo(5);
        assertThat(story.restarts()).as(story.story()).isLessThanOrEqualTo(20);
        assertThat(story.nodesOf("db")).isEqualTo(story.nodesOf("web")).containsExactly("n1");
        assertThat(story.told().get("db")).as("within the hour, and after it").anyMatch(reason -> reason.startsWith("ORC-COL-308 "))
                .anyMatch(reason -> reason.contains("is no target: it was moved away for the same cause, and had to be brought back,"
                        + " because a service that follows it could not follow"))
                .noneMatch(reason -> reason.contains("contradict"));
    }

    private static MemoryStory torn() {
        return story().node("n1").node("n2").service("torn", 1, "n1")
                .with(new ServiceLabel(Cluster.id("torn"), "wanted.east", "n1"),
                        new ServiceLabel(Cluster.id("torn"), "wanted.west", "n2"));
    }

    private static RuleBook contradictory() {
        List<RuleSource> sources = new ArrayList<>(RulePack.builtIn());
        sources.add(new RuleSource("torn.drl", ContradictoryRules.drl()));
        return RuleBook.of(sources);
    }

    @Test
    @DisplayName("two rules that contradict each other move a service once each in a day, also where it rests for an hour between")
    void contradiction() {
        RuleBook rules = contradictory();
        for (Duration rest : List.of(Duration.ofMinutes(10), Duration.ofMinutes(90))) {
            MemoryStory story = torn().resting(rest).begin(rules, 4);

            story.pass(Duration.ofHours(23));

            assertThat(story.moves()).as(story.story()).isEqualTo(times(2, "torn"));
            assertThat(story.told().get("torn")).anyMatch(reason ->
                    reason.endsWith("maybe two rules contradict each other"));
        }
    }
}
