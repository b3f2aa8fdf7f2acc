package io.orcastra.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a condition comes of")
class OriginsTest {
    private static final String HEAD = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.condition.*
            import io.orcastra.facts.decision.*

            """;
    private static final String CONDITION = rule("a node is full", "101", "NodeMemory( $node : nodeId, usedPercent > 90 )",
            "new NodeUnderMemoryPressure( $node )");
    private static final String BY_CONDITION = "NodeUnderMemoryPressure( $node : nodeId )";

    private static String rule(String sentence, String number, String condition, String conclusion) {
        return "rule \"" + sentence + "\"\n    @id( \"ORC-OWN-" + number + "\" )\nwhen\n    " + condition + "\nthen\n    insertLogical( "
                + conclusion + " );\nend\n\n";
    }

    private static String finding(String sentence, String number, String condition) {
        return rule(sentence, number, condition, "new Finding( \"ORC-OWN-" + number + "\", $node, \"full\", \"Maybe look\" )");
    }

    private static List<RuleProblem> lint(String... rules) {
        return new RuleLinter().lintWhole(List.of(new RuleSource("own.drl", HEAD + String.join("", rules))));
    }

    @ParameterizedTest
    @DisplayName("tells that a rule adds nothing to one that asks for no condition and matches whenever it does")
    @ValueSource(strings = {"NodeMemory( $node : nodeId, usedPercent > 80 )", "NodeMemory( $node : nodeId, usedPercent > 90 )",
        "NodeMemory( $node : nodeId )"})
    void hidden(String wide) {
        assertThat(lint(CONDITION, finding("report a full node", "401", BY_CONDITION), finding("report a node", "402", wide)))
                .singleElement().satisfies(problem -> {
                    assertThat(problem.place()).startsWith("own.drl:14:");
                    assertThat(problem.message()).contains("\"report a full node\" adds nothing to \"report a node\" at own.drl:22",
                            "besides is NodeUnderMemoryPressure");
                });
    }

    @ParameterizedTest
    @DisplayName("tells nothing of one that may match without it, or may not match with it")
    @ValueSource(strings = {"NodeMemory( $node : nodeId, usedPercent > 95 )", "Node( $node : id )",
        "NodeMemory( $node : nodeId, usedPercent > 80 )\n    not Node( id == $node )"})
    void notHidden(String other) {
        assertThat(lint(CONDITION, finding("report a full node", "401", BY_CONDITION), finding("report a node", "402", other))).isEmpty();
    }

    @Test
    @DisplayName("is not known where another rule concludes it too")
    void concludedTwice() {
        String another = rule("a drained node is full", "102", "Node( $node : id, availability == Availability.DRAIN )",
                "new NodeUnderMemoryPressure( $node )");

        assertThat(lint(CONDITION, another, finding("report a full node", "401", BY_CONDITION),
                finding("report a node", "402", "NodeMemory( $node : nodeId, usedPercent > 80 )"))).isEmpty();
    }

    @Test
    @DisplayName("comes of what another condition comes of")
    void severalConditions() {
        String second = rule("a full node is stable", "103", BY_CONDITION, "new StableNode( $node )");

        assertThat(lint(CONDITION, second, finding("report a stable node", "401", "StableNode( $node : nodeId )"),
                finding("report a node", "402", "NodeMemory( $node : nodeId, usedPercent > 80 )"))).singleElement().asString()
                .contains("\"report a stable node\" adds nothing to \"report a node\"");
    }
}
