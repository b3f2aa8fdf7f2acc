package io.orcastra.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RuleSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Conclusions that are reasons for themselves")
class LoopCheckTest {
    private static final String HEAD = """
            package io.orcastra.rules

            import java.time.Duration
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.condition.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*

            """;

    /** What is said of rules, each {@code condition -> conclusion}, separated by semicolons. */
    private static List<String> said(String rules) {
        String[] all = rules.split(";");
        String text = IntStream.range(0, all.length).mapToObj(i -> rule(i, all[i].strip().split(" -> ")))
                .collect(Collectors.joining("\n"));
        return new RuleLinter().lint(List.of(new RuleSource("mine.drl", HEAD + text))).stream()
                .map(problem -> problem.message() + " " + problem.advice()).toList();
    }

    private static String rule(int number, String[] parts) {
        boolean timed = parts[1].startsWith("Timer");
        boolean veto = parts[1].startsWith("Veto");
        boolean wish = parts[1].startsWith("Proposal");
        String id = "ORC-TST-" + (timed ? 5 : veto ? 3 : wish ? 2 : 1) + "0" + number;
        return """
                rule "%s test %s"
                    @id( "%s" )
                when
                    %s
                then
                    insertLogical( new %s );
                end
                """.formatted(timed ? "time a" : veto ? "veto a" : wish ? "propose a" : "a", number, id, parts[0],
                parts[1].replace("ID", id));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Elapsed( $n : name, $x : subject ) -> Timer( $n + \"x\", $x, Duration.ofMillis( 1 ) )",
        "Elapsed( name == \"a\", $x : subject ) -> Timer( \"a\", $x + \"x\", Duration.ofMillis( 1 ) )",
        "Elapsed( $n : name, $x : subject ) -> Timer( \"a\", $x + $n, Duration.ofMillis( 1 ) )",
        "Elapsed( name == \"a\", $x : subject ) -> Timer( \"b\", $x, Duration.ofMillis( 1 ) ); "
            + "Elapsed( name == \"b\", $x : subject ) -> Timer( \"a\", $x + \"x\", Duration.ofMillis( 1 ) )",
        "Elapsed( name == \"a\", $x : subject ) -> Failed( $x + \"x\" ); "
            + "Failed( $s : serviceId ) -> Timer( \"a\", $s, Duration.ofMillis( 1 ) )",
        "Elapsed( name == \"a\", $x : subject ) -> Proposal( \"ID\", new RestorePreviousSpec( $x + \"x\" ), \"c\", \"why\" ); "
            + "$p : Proposal( action instanceof RestorePreviousSpec ) -> Veto( \"ID\", $p, \"no\" ); "
            + "Veto( $s : proposal.subject ) -> Timer( \"a\", $s, Duration.ofMillis( 1 ) )"})
    @DisplayName("by way of a timer are refused where its name or subject grows")
    void growingTimers(String rules) {
        assertThat(said(rules)).anySatisfy(said -> assertThat(said).contains("again, without end").contains(" Maybe "));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Node( $x : id ) not Elapsed( name == \"a\", subject == $x ) -> Timer( \"a\", $x, Duration.ofMillis( 1 ) )",
        "Node( $x : id ) not Elapsed( subject == $x ) -> Timer( \"a\", $x, Duration.ofMillis( 1 ) )"})
    @DisplayName("by way of a timer are refused where it ends as soon as it has elapsed")
    void restartingTimers(String rules) {
        assertThat(said(rules)).singleElement().asString().contains("takes away its own reason: not Elapsed again, without end")
                .contains("Maybe write out a name for the timer");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Elapsed( name == \"a\", $x : subject ) -> Timer( \"a\", $x, Duration.ZERO )",
        "Elapsed( name == \"a\", $x : subject ) -> Timer( \"b\", $x + \" later\", Duration.ofMinutes( 1 ) )",
        "Elapsed( name == \"a\", $x : subject ) -> Timer( \"b\", $x, Duration.ofMinutes( 1 ) ); "
            + "Elapsed( name == \"b\", $x : subject ) -> Timer( \"c\", $x, Duration.ofMinutes( 1 ) )",
        "Elapsed( name == \"a\", $x : subject ) Node( id == $x, $h : hostname ) "
            + "-> Timer( \"a\", $h + \" again\", Duration.ofMinutes( 1 ) )",
        "Node( $x : id ) not Elapsed( name == \"b\", subject == $x ) -> Timer( \"a\", $x, Duration.ofMinutes( 1 ) )",
        "Node( $x : id ) not Elapsed( name == \"a\", subject == $x ) -> Timer( \"b\", $x, Duration.ofMinutes( 1 ) ); "
            + "Elapsed( name == \"a\", $x : subject ) -> Timer( \"c\", $x, Duration.ofMinutes( 1 ) )"})
    @DisplayName("are not what chains of timers are")
    void chainsOfTimers(String rules) {
        assertThat(said(rules)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "MovesWith( $a : anchorId, $m : memberId ) MovesWith( anchorId == $m, $n : memberId ) "
            + "not MovesWith( anchorId == $n ) -> MovesWith( $a, $n )",
        "Garbage( $n : nodeId, $i : item, $b : bytes + 1 ) -> Garbage( $n, $i, $b )"})
    @DisplayName("are refused wherever in the condition it shows")
    void elsewhereInTheCondition(String rules) {
        assertThat(said(rules)).anySatisfy(said -> assertThat(said).contains("again, without end"));
    }
}
