package io.orcastra.engine.simulation;

import static io.orcastra.engine.simulation.MemoryStory.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A node at 98 % is relieved before its kernel would kill, with memory measured and judged as often and as patiently as
 * Orcastra is shipped, while replicas are spread elsewhere, and with budgets so small that they matter: the story fails when
 * one is broken. The campaign tries a thousand. The first sample is taken as the story begins; growth is such that whoever
 * acts within some 75 seconds is in time, and that the kernel kills when nobody does.
 */
class EmergencyTest {
    static final MemoryPolicy SHIPPED = new MemoryPolicy(85, 80, Duration.ofMinutes(10), 95, 90,
            Duration.ofSeconds(45), 2 * GIB, GIB);
    private static final Duration SCRAPE = Duration.ofSeconds(30);
    /** GiB in use on n1, one of them by nobody's task. */
    private static final double START = 0.98 * 16;
    private static final Duration LENGTH = Duration.ofMinutes(12);
    private static final int SEEDS = Integer.getInteger("orcastra.emergencies", 15);
    private final RuleBook rules = RuleVerifier.pack();

    @Test
    void aFastGrowingServiceIsNotKilledByTheKernel() {
        Set<String> moved = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            MemoryStory story = story(seed).begin(rules, seed);
            story.pass(LENGTH);

            assertThat(story.story()).as("seed " + seed).doesNotContain("KERNEL_KILL");
            assertThat(story.moves()).as("seed " + seed + "\n" + story.story())
                    .containsAnyOf("growing", "steady", "filling");
            moved.addAll(story.moves());
            assertThat(story.usedPercent("n1")).as("seed " + seed + "\n" + story.story()).isLessThan(95);
        }
        assertThat(moved).as("budgets are asked for elsewhere too").contains("web");
    }

    @Test
    void theKernelKillsInEachOfThemWhenNobodyActs() {
        for (int seed = 0; seed < SEEDS; seed++) {
            MemoryStory story = story(seed).begin(rules, seed);

            story.swarm().advance(LENGTH);

            assertThat(story.story()).as("seed " + seed).contains("KERNEL_KILL");
        }
    }

    /**
     * n1 begins at 98 % and one of its services grows by up to 0.25 GiB a minute to at most 5 GiB; on n2 replicas of a
     * service sit together.
     */
    static MemoryStory story(long seed) {
        Random random = new Random(seed);
        double level = 3 + random.nextDouble() / 2;
        long growth = (long) (GIB * (0.1 + 0.15 * random.nextDouble()));
        MemoryStory story = new MemoryStory();
        int nodes = 3 + random.nextInt(3);
        for (int i = 1; i <= nodes; i++) {
            story.node("n" + i);
        }
        story.service("growing", MemoryProfile.growing((long) (level * GIB), growth, 5 * GIB), "n1")
                .service("steady", 5, "n1").service("filling", START - 1 - 5 - level, "n1");
        for (int i = 2; i <= nodes; i++) {
            story.service("other" + i, 3 + 4 * random.nextDouble(), "n" + i);
        }
        return story.service("web", 0.1, "n2", "n2", "n2").policy(new SpreadRepair())
                .memory(SHIPPED, SCRAPE).budgets(new Budgets(1, 1, 1 + random.nextInt(3)));
    }
}
