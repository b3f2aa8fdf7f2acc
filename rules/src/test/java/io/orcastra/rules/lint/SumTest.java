package io.orcastra.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Rules that count or sum up")
class SumTest {
    private static final String COUNT = "accumulate( Task( nodeId == $node, $task : id ); $count : count( $task ); $count > 5 )";

    private static String rule(String number, String condition) {
        return "rule \"report node " + number + "\"\n    @id( \"ORC-OWN-" + number + "\" )\nwhen\n    " + condition
                + "\nthen\n    insertLogical( new Finding( \"ORC-OWN-" + number + "\", $node, \"full\", \"Maybe look\" ) );\nend\n\n";
    }

    private static List<RuleProblem> lint(String one, String other) {
        return new RuleLinter().lintWhole(List.of(new RuleSource("own.drl", """
                package io.orcastra.rules
                import io.orcastra.facts.cluster.*
                import io.orcastra.facts.decision.*

                """ + rule("401", one) + rule("402", other))));
    }

    @ParameterizedTest
    @DisplayName("are called the wider ones where they ask less of the same")
    @CsvSource(delimiter = '|', textBlock = """
            Node( $node : id, hostname == "oak" ) COUNT                        | Node( $node : id ) COUNT
            Node( $node : id ) COUNT                                           | Node( $node : id ) accumulate( Task( $t : id, nodeId == $node ); $n : count( $t ); $n > 3 )
            NodeMemory( $node : nodeId ) accumulate( Task( nodeId == $node, $s : slot ); $a : sum( $s ), $b : max( $s ); $a > 9, $b < 4 ) | NodeMemory( $node : nodeId ) accumulate( Task( nodeId == $node, $s : slot ); $a : sum( $s ), $b : max( $s ); $a > 8, $b < 8 )
            """)
    void wider(String strict, String wide) {
        assertThat(lint(strict.replace("COUNT", COUNT), wide.replace("COUNT", COUNT))).singleElement().asString()
                .contains("\"report node 401\" adds nothing to \"report node 402\"");
    }

    @ParameterizedTest
    @DisplayName("are not where they ask more, of others, or for another number")
    @CsvSource(delimiter = '|', textBlock = """
            Node( $node : id, hostname == "oak" ) COUNT | Node( $node : id ) accumulate( Task( $t : id, nodeId == $node ); $n : count( $t ); $n > 7 )
            Node( $node : id, hostname == "oak" ) COUNT | Node( $node : id ) accumulate( Task( $t : id, nodeId == $node, slot > 2 ); $n : count( $t ); $n > 3 )
            Node( $node : id, hostname == "oak" ) COUNT | Node( $node : id ) accumulate( EndedTask( $t : id, nodeId == $node ); $n : count( $t ); $n > 3 )
            Node( $node : id, hostname == "oak" ) COUNT | Node( $node : id ) accumulate( Task( $t : slot, nodeId == $node ); $n : sum( $t ); $n > 3 )
            Node( $node : id, hostname == "oak" )       | Node( $node : id ) COUNT
            """)
    void neither(String one, String other) {
        assertThat(lint(one.replace("COUNT", COUNT), other.replace("COUNT", COUNT))).isEmpty();
    }
}
