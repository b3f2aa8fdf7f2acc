package io.orcastra.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is often tried with moments and spans of time is told once, with what to write instead. */
class TimesInConditionsTest {
    private static final String RULE = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*

            rule "report a service by its times"
                @id( "ORC-CLK-401" )
            when
                Service( $service : id )
            then
                insertLogical( new Finding( "ORC-CLK-401", $service, "seen", "Maybe look" ) );
            end
            """;

    private static List<RuleProblem> lint(String good, String bad) {
        return new RuleLinter().lint(List.of(new RuleSource("clock.drl", RULE.replace(good, bad))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            $service : id, stopGracePeriod < Instant.now()                | asks a clock    | Maybe a Timer
            $service : id, stopGracePeriod < java.lang.System.nanoTime()        | asks a clock    | Maybe a Timer
            $service : id, stopGracePeriod <= Duration.ofSeconds( 5 )     | makes a span    | Maybe its seconds
            $service : id, name.endsWith( "db" )                          | calls endsWith  | Maybe matches ".*end"
            """)
    void isToldOnce(String constraints, String message, String advice) {
        assertThat(lint("$service : id", constraints)).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(10);
            assertThat(problem.message()).contains(message);
            assertThat(problem.advice()).startsWith(advice);
        }).allSatisfy(problem -> assertThat(problem.message()).doesNotContain("constants").doesNotContain("imported"));
    }

    @Test
    void secondsOfASpanAreCompared() {
        assertThat(lint("$service : id", "$service : id, stopGracePeriod.seconds <= 5")).isEmpty();
    }

    @Test
    void whatMayBeOfAnyKindIsNoIdOfAFinding() {
        assertThat(lint("Service( $service : id )", "Elapsed( name == \"old\", $service : subject )")).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith("$service may be of any kind");
            assertThat(problem.advice()).startsWith("Maybe take the id from the fact it is about, as in Node( id == $service, $id : id )");
        });
    }
}
