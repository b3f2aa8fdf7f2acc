package io.orcastra.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.policy.StartLimit;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.verify.Cluster;
import io.orcastra.rules.verify.RuleVerifier;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A move whose target loses its room to somebody else at the last moment, so that its task waits for a node. */
class NodeWaitStoriesTest {
    private static final RuleBook RULES = RuleVerifier.pack();

    /** web goes to n1, which has 8 GiB to reserve, and filler comes there first. */
    private static MemoryStory taken() {
        return new MemoryStory().node("n1").node("n2").reserving("web", 4, "n2").reserving("filler", 6)
                .with(new ServiceLabel(Cluster.id("web"), "orchestration.preferred.node", "n1"),
                        new PlacementConstraint(Cluster.id("filler"), "node.hostname", ConstraintOperator.EQUAL, "n1"))
                .policy(new StartLimit(Duration.ofMinutes(1)))
                .asItMoves(swarm -> swarm.scale("filler", 1)).begin(RULES, 1);
    }

    @Test
    @DisplayName("goes on once there is room again, and what it waited for is not taken for the time of a move or a start")
    void roomAgain() {
        MemoryStory story = taken();
        while (story.moves().isEmpty()) {
            story.pass(Duration.ofSeconds(5));
        }
        story.pass(Duration.ofSeconds(90));
        assertThat(story.nodesOf("web")).as(story.story()).isEmpty();
        assertThat(story.findings()).anyMatch(finding -> finding.startsWith("ORC-STK-401 ")
                && finding.contains("web"));
        story.swarm().scale("filler", 0);
        story.pass(Duration.ofMinutes(10));

        assertThat(story.nodesOf("web")).as(story.story()).containsExactly("n1");
        assertThat(story.moves()).as(story.story()).containsExactly("web");
        assertThat(story.learned()).as("it starts in 1.5 s").isEmpty();
    }

    @Test
    @DisplayName("is undone once that takes too long, and the service runs where it ran")
    void noRoom() {
        MemoryStory story = taken();

        story.pass(Duration.ofMinutes(4));

        assertThat(story.nodesOf("web")).as(story.story()).containsExactly("n2");
        assertThat(story.moves()).as(story.story()).containsExactly("web");
        assertThat(story.learned()).as("its successor did not wait for the task that had no node").isEmpty();
    }
}
