package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/planner.md is written from the planner's rules; {@code -Dorcastra.update=true} writes it anew. */
class PlannerReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "planner.md");

    @Test
    void theReferenceIsThatOfThePlanner() throws IOException {
        String reference = reference();
        if (Boolean.getBoolean("orcastra.update")) {
            Files.writeString(REFERENCE, reference);
        }
        assertThat(REFERENCE).as("mvn test -pl engine -am -Dtest=PlannerReferenceTest -Dorcastra.update=true writes it anew")
                .hasContent(reference);
    }

    private static String reference() {
        var text = new StringBuilder("""
                # Refusals of the planner

                What rules propose and no rule vetoes is tried on paper: the filters of Swarm's scheduler, one action per
                service or node, the budgets. These are its reasons not to do something, or not yet. Generated from the planner.

                | id | because |
                |---|---|
                """);
        for (PlannerRule rule : PlannerRule.values()) {
            text.append("| ").append(rule.id()).append(" | ").append(rule.sentence()).append(" |\n");
        }
        return text.toString();
    }
}
