package io.orcastra.engine.simulation;

import static io.orcastra.engine.simulation.MemoryStory.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.MountType;
import io.orcastra.facts.cluster.Mount;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Emergencies that come again, that a policy stands in the way of, or that nothing relieves; as Orcastra is shipped. */
class EmergenciesTest {
    private static final RuleBook RULES = RuleVerifier.pack();
    private static final Rebalancing SHIPPED = new Rebalancing(Duration.ofMinutes(15), Duration.ofMinutes(5),
            Duration.ofMinutes(10), Duration.ofMinutes(5), 4, 2, false);
    private static final int SEEDS = Integer.getInteger("orcastra.emergencies", 2);

    private static MemoryStory story() {
        return new MemoryStory().memory(EmergencyTest.SHIPPED, Duration.ofSeconds(15)).rebalancing(SHIPPED);
    }

    private static Mount data(String service) {
        return new Mount(Cluster.id(service), MountType.VOLUME, service, "/data", false, "", false);
    }

    private static MemoryProfile growing(double gib, double perMinute, double most) {
        return MemoryProfile.growing((long) (gib * GIB), (long) (perMinute * GIB), (long) (most * GIB));
    }

    private static void assertNoKill(MemoryStory story, long seed) {
        assertThat(story.story()).as("seed " + seed).doesNotContain("KERNEL_KILL");
    }

    /** On each of three nodes in turn the data next to web grows, by so much that web has to leave. */
    @Test
    @DisplayName("a service that was moved twice within the hour is moved a third time, for the kernel kills otherwise")
    void threeTimes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            double web = 3.5 + random.nextDouble();
            MemoryStory story = story().node("n1").node("n2").node("n3").node("n4").service("web", web, "n1");
            double[] before = {14.2 - web, 5, 6, 7};
            IntStream.rangeClosed(1, 4).forEach(i -> story.service("db" + i, before[i - 1], "n" + i).with(data("db" + i)));
            story.begin(RULES, seed);
            for (int i = 1; i <= 3; i++) {
                story.behave("db" + i, db -> db.memory(growing(14.5 - web, 0.02, 14.9)));
                story.pass(Duration.ofMinutes(13));
            }

            assertNoKill(story, seed);
            assertThat(story.moves()).as("seed " + seed + "\n" + story.story()).containsExactly("web", "web", "web");
            assertThat(story.nodesOf("web")).containsExactly("n4");
        }
    }

    @Test
    @DisplayName("replicas leave one after the other, without a rest of the service between them")
    void replicas() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            MemoryStory story = story().node("n1").node("n2").node("n3").service("web", growing(
                    1.71 + 0.05 * random.nextDouble(), 0.044 + 0.02 * random.nextDouble(), 4),
                    "n1", "n1", "n1", "n1", "n1", "n1", "n1", "n1").begin(RULES, seed);

            story.pass(Duration.ofMinutes(25));

            assertNoKill(story, seed);
            assertThat(story.moves()).as("seed " + seed + "\n" + story.story()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    @DisplayName("where memory that cannot leave fills the node, small services are left alone, and that is told")
    void inVain() {
        MemoryStory story = story().node("n1").node("n2").node("n3").service("db", 13.4, "n1").with(data("db"));
        IntStream.range(0, 14).forEach(i -> story.service("small" + i, 0.0625, "n1"));
        story.begin(RULES, 1).pass(Duration.ofHours(1));

        assertThat(story.usedPercent("n1")).isGreaterThan(95);
        assertThat(story.moves()).as(story.story()).isEmpty();
        assertThat(story.findings()).anyMatch(finding -> finding.startsWith("ORC-PLN-038 none of its services can leave n1"));
    }

    @Test
    @DisplayName("small services that together relieve the node leave it")
    void together() {
        MemoryStory story = story().node("n1").node("n2").node("n3").service("db", 11, "n1").with(data("db"));
        IntStream.range(0, 14).forEach(i -> story.service("small" + i, 0.24, "n1"));
        story.begin(RULES, 1).pass(Duration.ofHours(1));

        assertThat(story.usedPercent("n1")).as(story.story()).isLessThan(90);
    }

    @Test
    @DisplayName("a service goes to a node of another tier where its own has no memory for it")
    void tier() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            MemoryStory story = story().node("n1").node("n2").node("n3").policy(new NodeTiers("tier"))
                    .with(new NodeLabel(Cluster.id("n1"), "tier", "large"), new NodeLabel(Cluster.id("n2"), "tier", "small"),
                            new NodeLabel(Cluster.id("n3"), "tier", "large"),
                            new ServiceLabel(Cluster.id("web"), "orchestration.tier", "large"))
                    .service("web", 4, "n1").service("full", 11, "n3")
                    .service("db", growing(10, 0.05 + 0.1 * random.nextDouble(), 13), "n1").with(data("db"), data("full"))
                    .begin(RULES, seed);

            story.pass(Duration.ofMinutes(45));

            assertNoKill(story, seed);
            assertThat(story.nodesOf("web")).as(story.story()).containsExactly("n2");
            assertThat(story.moves()).as("seed " + seed).containsExactly("web");
        }
    }

    @Test
    @DisplayName("a preferred node that the service itself filled does not get it back for a day")
    void preferred() {
        MemoryStory story = story().node("n1").node("n2").service("db", 7, "n1").with(data("db"),
                        new ServiceLabel(Cluster.id("web"), "orchestration.preferred.node", "n1"))
                .service("web", growing(2, 0.1, 7), "n1").begin(RULES, 1);

        story.pass(Duration.ofMinutes(90));

        assertThat(story.moves()).as(story.story()).isEqualTo(List.of("web"));
        assertNoKill(story, 1);
        assertThat(story.told().get("web")).anyMatch(reason -> reason.contains(
                "n1 is no target: it was moved away from there for memory less than 24 h ago"));
    }
}
