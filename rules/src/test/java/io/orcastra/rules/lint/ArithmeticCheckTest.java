package io.orcastra.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticCheckTest {
    private static final String RULE = """
            package io.orcastra.rules

            import java.time.Duration
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*

            rule "report a node by its memory"
                @id( "ORC-NUM-401" )
            when
                NodeMemory( $node : nodeId, usedBytes > 1 )
            then
                insertLogical( new Finding( "ORC-NUM-401", $node, "seen", "Maybe look" ) );
            end
            """;

    private static List<RuleProblem> lint(String constraint) {
        return new RuleLinter().lint(List.of(new RuleSource("numbers.drl", RULE.replace("usedBytes > 1", constraint))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usedBytes > 2 * 1024 * 1024 * 1024         | 2147483648, which is too large        | Maybe write 2147483648L
            usedBytes > 2147483647 + 1                 | 2147483648, which is too large        | Maybe write 2147483648L
            usedBytes < -2147483647 - 2                | -2147483649, which is too large       | Maybe write -2147483649L
            3 * 1024 * 1024 * 1024 < usedBytes         | 3221225472, which is too large        | Maybe write 3221225472L
            usedBytes - 2 * ( 1 << 3 ) > 1             | <<                                    | Maybe
            usedBytes > 9000000000000L * 9000000000L   | which is too large for a whole number | Maybe a number too many
            usedPercent > 100 * ( 9 / 10 )             | 9 / 10 is 0                           | Maybe one of them with a point, as in 9.0
            usedBytes > 5 % 0                          | 5 % 0 divides by 0                    | Maybe another number
            usedBytes / totalBytes > 0.5               | divides whole numbers                 | Maybe usedBytes * 10 > totalBytes * 9
            100 * ( usedBytes / totalBytes ) > 90.0    | divides whole numbers                 | Maybe usedBytes * 10
            usedPercent < freeBytes / totalBytes       | divides whole numbers                 | Maybe freeBytes * 10
            usedBytes > 3000000000 + 1                 | 3000000000 is larger than 2147483647  | Maybe write 3000000000L
            """)
    void whatJavaReckonsOtherwiseIsToldWhereItStands(String constraint, String message, String advice) {
        assertThat(lint(constraint)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.advice()).startsWith(advice);
            assertThat(problem.line()).isEqualTo(11);
            assertThat(problem.column()).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"usedBytes > 2147483647", "usedBytes > 2L * 1024 * 1024 * 1024", "usedBytes > 1024 * 1024 * 1024",
        "usedBytes > 2147483646 + 1", "freeBytes > totalBytes / 2", "usedBytes * 10 > totalBytes * 9", "100 * usedBytes / totalBytes > 90",
        "usedPercent > 90 / 2", "usedPercent > 9.0 / 10 * 100", "usedPercent / 2 > 40.5", "usedBytes / 1048576 > 512"})
    void whatComesOutRightIsNoProblem(String constraint) {
        assertThat(lint(constraint)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Duration.ofMillis( 3600 * 1000 * 1000 )            | 3600000000, which is too large
            Duration.ofMillis( 3600L * 1000 * 1000 )           |
            Duration.ofMinutes( 60 * 24 )                      |
            """)
    void soIsWhatARuleConcludes(String span, String message) {
        String text = RULE.replaceFirst("report a node", "time a node").replace("401", "501")
                .replaceFirst("new Finding.*", "new Timer( \"high\", \\$node, " + span + " ) );");
        List<RuleProblem> problems = new RuleLinter().lint(List.of(new RuleSource("numbers.drl", text)));

        if (message == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.message()).contains(message);
                assertThat(problem.line()).isEqualTo(13);
            });
        }
    }
}
