package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.rules.lint.RuleLinter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compiler makes of numbers was found by trying it; the lint has to say so before, where and in words. */
class NumeralsTest {
    private static final List<String> FIELDS = List.of("Task( slot", "NodeMemory( totalBytes", "MemoryPolicy( thresholdPercent",
            "Task( createdAt", "Node( resources");
    private static final List<String> NUMERALS = List.of("100", "100L", "0x10", "0x10L", "1_000", "1_000L", "1.5", "1.5d", "100f", "1e3",
            "1.5B", "1e400", "-100L", "(100)", "8589934592");
    private static final String RULE = """

            rule "report test %d"
                @id( "ORC-TST-4%02d" )
            when
                Service( $service : id )
                %s
            then
                insertLogical( new Finding( "ORC-TST-4%02d", $service, "seen", "Maybe look" ) );
            end
            """;
    private static final String HEAD = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.condition.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*
            import io.orcastra.facts.policy.*
            import java.time.Duration
            """;

    private static Stream<String> patterns() {
        List<String> all = new ArrayList<>();
        for (String field : FIELDS) {
            for (String numeral : NUMERALS) {
                all.add(field + " <= " + numeral + " )");
                all.add(field + " in ( " + numeral + ", 7 ) )");
                all.add(field.replace("( ", "( " + numeral + " >= ") + " )");
            }
        }
        for (String numeral : NUMERALS) {
            all.add("accumulate( Task( serviceId == $service, $slot : slot ); $n : sum( $slot ); $n >= " + numeral + " )");
            all.add("Task( serviceId == $service, $slot : slot, slot < $slot + " + numeral + " )");
        }
        return all.stream();
    }

    private static RuleSource source(List<String> patterns) {
        StringBuilder text = new StringBuilder(HEAD);
        for (int i = 0; i < patterns.size(); i++) {
            text.append(RULE.formatted(i, i, patterns.get(i), i));
        }
        return new RuleSource("test-numerals.drl", text.toString());
    }

    private static List<RuleProblem> lint(String pattern) {
        return new RuleLinter().lint(List.of(source(List.of(pattern)))).stream()
                .filter(problem -> !problem.message().contains("is combined with everything")).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    @DisplayName("what the lint refuses of a number the compiler refuses as well, and the lint says it at the number")
    void refusedByBoth(String pattern) {
        assertThat(lint(pattern)).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(13);
            assertThat(problem.column()).isPositive();
            assertThat(problem.advice()).startsWith("Maybe ");
        });
        assertThatThrownBy(() -> RuleCompiler.compile(source(List.of(pattern)))).as(pattern).isInstanceOf(InvalidRules.class);
    }

    private static Stream<String> refused() {
        return patterns().filter(pattern -> !lint(pattern).isEmpty());
    }

    @Test
    @DisplayName("what the lint says nothing about compiles")
    void passedByBoth() {
        List<String> passed = patterns().filter(pattern -> lint(pattern).isEmpty()).toList();

        assertThat(passed).hasSizeGreaterThan(90).contains("NodeMemory( totalBytes <= 100L )", "Task( slot <= 0x10 )");
        for (int from = 0; from < passed.size(); from += 50) {
            assertThat(RuleCompiler.compile(source(passed.subList(from, Math.min(from + 50, passed.size()))))).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Task( slot <= 100L ) | 19 | in 'slot <= 100L' 100L is not written as slot is, which is a whole number without | Maybe 100",
            "Task( slot in ( 3, 0x1F, 5L ) ) | 30 | 5L is not written as slot is | Maybe 5",
            "MemoryPolicy( thresholdPercent > 0x50 ) | 38 | 0x50 is not written as thresholdPercent is, which is | Maybe 80",
            "MemoryPolicy( thresholdPercent > 1_000 ) | 38 | 1_000 is not written as thresholdPercent is | Maybe 1000",
            "NodeMemory( 100 >= totalBytes ) | 17 | 100 stands before totalBytes, and is not written as that is | Maybe totalBytes <= 100",
            "Task( slot <= 010 ) | 19 | 010 begins with 0, and so would be counted by eights | Maybe 10",
            "Task( slot <= 1e400 ) | 19 | 1e400 is larger than any number can be | digit of the exponent",
            "Task( slot <= 1.5B ) | 19 | 1.5B ends in a letter that numbers with a point may not have | Maybe 1.5",
            "Task( createdAt < 5 ) | 23 | createdAt, an Instant, is compared with 5 | Maybe a field of it is meant",
            "Node( status in ( 5 ) ) | 23 | status, a NodeStatus, is compared with 5 | Maybe one of [",
            "StartLimit( limit > 5 ) | 25 | limit, a Duration, is compared with 5 | Maybe a field of it",
    })
    @DisplayName("it says what is wrong with the number, at the number, and how to write it")
    void words(String pattern, int column, String message, String advice) {
        assertThat(lint(pattern)).singleElement().satisfies(problem -> {
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.message()).contains(message);
            assertThat(problem.advice()).contains(advice);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "new Finding( \"ORC-TST-400\", $service, \"seen \" + 1e400, \"Maybe look\" ) | 1e400 is larger than any number can be",
            "new Garbage( $service, \"x\", 1.5 ) | 1.5 is not what a Garbage is made of there",
            "new MoveService( $service, $homes, 5L ) | 5L is not what a MoveService is made of there",
            "new Timer( \"x\", $service, Duration.ofSeconds( 1.5 ) ) | ofSeconds takes a whole number, and 1.5 is none",
    })
    @DisplayName("a number in a conclusion is one that its place can hold")
    void concluded(String conclusion, String message) {
        String text = source(List.of("AnchorDisplaced( $homes : homes )")).text().replaceAll("new Finding\\(.*\\) \\);",
                Matcher.quoteReplacement(conclusion + " );"));

        assertThat(new RuleLinter().lint(List.of(new RuleSource("test-numerals.drl", text)))).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(15);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    @DisplayName("the smallest whole number there is is not too large, and one less is too small")
    void negative() {
        assertThat(lint("Task( slot > -2147483648 )")).isEmpty();
        assertThat(lint("Task( slot > -2147483649 )")).singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("is smaller than what it is compared with can be"));
    }
}
