package io.orcastra.engine.simulation;

import static io.orcastra.engine.simulation.MemoryStory.GIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.plan.Budgets;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A node about to run out of memory is relieved before its kernel would kill, while replicas are spread elsewhere, and with
 * budgets so small that they matter: the story fails when one is broken. The campaign tries a thousand; growth is such that
 * whoever reacts to a sample within a minute is in time.
 */
class EmergencyTest {
    private static final int SEEDS = Integer.getInteger("orcastra.emergencies", 15);
    private final RuleBook rules = RuleVerifier.pack();

    @Test
    void aFastGrowingServiceIsNotKilledByTheKernel() {
        Set<String> moved = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            MemoryStory story = story(seed).begin(rules, seed);
            story.pass(Duration.ofMinutes(12));

            assertThat(story.story()).as("seed " + seed).doesNotContain("KERNEL_KILL");
            assertThat(story.moves()).as("seed " + seed + "\n" + story.story())
                    .containsAnyOf("growing", "steady", "filling");
            moved.addAll(story.moves());
            assertThat(story.usedPercent("n1")).as("seed " + seed + "\n" + story.story()).isLessThan(95);
        }
        assertThat(moved).as("budgets are asked for elsewhere too").contains("web");
    }

    /**
     * n1 begins at 90 to 94 % and one of its services grows by up to 0.25 GiB a minute to at most 5 GiB; on n2 replicas of a
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
                .service("steady", 5, "n1").service("filling", 14.4 - 5 - level - 0.6 * random.nextDouble(), "n1");
        for (int i = 2; i <= nodes; i++) {
            story.service("other" + i, 3 + 4 * random.nextDouble(), "n" + i);
        }
        return story.service("web", 0.1, "n2", "n2", "n2").policy(new SpreadRepair())
                .budgets(new Budgets(1, 1, 1 + random.nextInt(3)));
    }
}
