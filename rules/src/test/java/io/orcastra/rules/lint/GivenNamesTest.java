package io.orcastra.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.policy.TimeWindow;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of a whole set of rules,")
class GivenNamesTest {
    private static final String RULES = """
            package io.orcastra.rules

            import java.time.Duration
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*

            rule "time how long a node is drained"
                @id( "ORC-OWN-501" )
            when
                Node( availability == Availability.DRAIN, $node : id )
            then
                insertLogical( new Timer( "drained", $node, Duration.ofHours( 1 ) ) );
            end

            rule "propose a label of a drained node"
                @id( "ORC-OWN-201" )
            when
                Node( availability == Availability.DRAIN, $node : id )
            then
                insertLogical( new Proposal( "ORC-OWN-201", new SetNodeLabel( $node, "drained", "true" ), "cause", "why" ) );
            end

            rule "report a node by what is asked"
                @id( "ORC-OWN-401" )
            when
                Node( $node : id )
                ASKED
            then
                insertLogical( new Finding( "ORC-OWN-401", $node, "seen", "Maybe look" ) );
            end
            """;
    private static final Circumstances NIGHT = new Circumstances(Set.of(), List.of(
            new TimeWindow("night", DayOfWeek.MONDAY, Duration.ZERO, Duration.ofHours(6), "UTC")));

    private static List<RuleProblem> lint(String asked, Circumstances circumstances) {
        return new RuleLinter().lintWhole(List.of(new RuleSource("own.drl", RULES.replace("ASKED", asked))), circumstances);
    }

    @ParameterizedTest
    @DisplayName("what is asked for by a name that nobody gives is told with the nearest that somebody does")
    @CsvSource(delimiter = '|', textBlock = """
            Elapsed( name == "draind", subject == $node )           | no rule sets a timer called "draind"       | Maybe you meant "drained"
            Elapsed( subject == $node, name == "a day" )            | no rule sets a timer called "a day"        | Maybe a rule that concludes
            exists Elapsed( name in ( "drained", "drain" ), subject == $node ) | timer called "drain"            | Maybe you meant "drained"
            exists Proposal( rule == "ORC-OWN-209" )                | no rule concludes Proposal( rule == "ORC-OWN-209" ) | Maybe you meant "ORC-OWN-201
            exists WindowOpen( window == "nigth" )                  | the configuration has no window "nigth"    | Maybe you meant "night"
            exists WindowClosed( window == "week end" )             | the configuration has no window "week end" | Maybe it has to be added
            NodeMemory( nodeId == $node, usedPercent > 0.9 )        | 0.9 is below 1 %                           | Maybe 90
            NodeMemory( nodeId == $node, 0.125 <= usedPercent )     | 0.125 is below 1 %                         | Maybe 12.5
            """)
    void unknown(String asked, String message, String advice) {
        assertThat(lint(asked, NIGHT)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.advice()).startsWith(advice);
            assertThat(problem.place()).startsWith("own.drl:28:");
        });
    }

    @ParameterizedTest
    @DisplayName("names that somebody gives are none of these")
    @ValueSource(strings = {"Elapsed( name == \"drained\", subject == $node )", "exists Proposal( rule == \"ORC-OWN-201\" )",
        "not WindowOpen( window == \"night\" )",
        "NodeMemory( nodeId == $node, usedPercent > 0.0 )", "NodeMemory( nodeId == $node, usedPercent > 1.0 )"})
    void known(String asked) {
        assertThat(lint(asked, NIGHT)).isEmpty();
    }

    @Test
    @DisplayName("without a configuration nothing is said of windows")
    void withoutConfiguration() {
        assertThat(lint("exists WindowOpen( window == \"nigth\" )", Circumstances.NONE)).isEmpty();
    }

    @Test
    @DisplayName("a timer whose name is made as its rule fires may have any")
    void computedName() {
        String rules = RULES.replace("new Timer( \"drained\"", "new Timer( \"drained\" + $node")
                .replace("ASKED", "Elapsed( name == \"drainedn1\", subject == $node )");

        assertThat(new RuleLinter().lintWhole(List.of(new RuleSource("own.drl", rules)))).isEmpty();
    }
}
