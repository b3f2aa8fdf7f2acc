package io.orcastra.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.rules.RulePack;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleLinterTest {
    private static final String GOOD = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.condition.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*
            import io.orcastra.facts.policy.*

            rule "veto a test"
                @id( "ORC-GRD-399" )
            when
                Service( $service : id, $name : name )
                $proposal : Proposal( subject == $service )
            then
                insertLogical( new Veto( "ORC-GRD-399", $proposal, $name + " is tested" ) );
            end
            """;

    private static List<RuleProblem> lint(String text) {
        return new RuleLinter().lint(List.of(new RuleSource("guards-swarm.drl", text)));
    }

    @Test
    void thePackKeepsTheHouseRules() {
        assertThat(new RuleLinter().lint(RulePack.builtIn())).isEmpty();
    }

    @Test
    void aGoodRuleIsNoProblem() {
        assertThat(lint(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name matches \"(?s).*\\\\.sock|/(proc|sys)(/.*)?\"", "name not matches \"\\\\[a\"",
        "name matches \"a\\\\\\\\\""})
    void aRegularExpressionIsNoProblem(String constraint) {
        assertThat(lint(GOOD.replace("$name : name", "$name : name, " + constraint))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a*)*", "(a+){2,}", "(a+){10}", "(x|(?:a+)y?)*", "((a+))+", "(?<word>[a-z]+)*", "(\\\\w+\\\\s?)*",
        "(a{3,})*+(a+)+?", "([])]+)+", "(\\\\p{L}+)+", "(a|a)+b", "(.*a){9}x", "(a?){30}a", "((a+){3}){3}", "(a{1,9})+", "(a|b){4}",
        "((?:\\\\c))?(\\\\w)+|\\\\c()+"})
    void aRepetitionOfWhatRepeatsItselfIsRefused(String expression) {
        assertThat(lint(GOOD.replace("$name : name", "$name : name, name matches \"" + expression + "\""))).singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place()).isEqualTo("guards-swarm.drl:12:43");
                    assertThat(problem.message()).contains(expression).contains("repeats what repeats itself");
                    assertThat(problem.advice()).startsWith("Maybe ");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {".*a.*a.*a.*a.*ax", "a?a?a?a?a?a?a?a?a?a?a?a?a?aaa", "x(?>a?a?a?a?a?a?a?a?a?a?a?a?a?)", "(?x)(a+ #)\n)+",
        "(?:(\\\\w+)\\\\Q\\\\E+)\\\\1?!", "(?\\\\Q\\\\Ex)(a+ #)\n)+", "(?\\\\Qx\\\\E)(a+ #)\n)+"})
    void tooManyWaysInARowAreRefused(String expression) {
        assertThat(lint(GOOD.replace("$name : name", "$name : name, name matches \"" + expression.replace("\n", "\\n") + "\"")))
                .singleElement().extracting(RuleProblem::message).asString().contains("so that a text of thirty characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name matches $service", "name not matches $service", "( name matches $service ) in ( true )", "name matches stack",
        "name matches ( \"a\" + \"b\" )"})
    void anExpressionThatIsNotWrittenOutIsRefused(String constraint) {
        assertThat(lint(GOOD.replace("$name : name", "$name : name, " + constraint))).singleElement()
                .extracting(RuleProblem::message).asString().contains("is not written out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)?b", "(\\\\d+\\\\.){3}\\\\d+", "([a-z]++\\\\.)*[a-z]+", "(?>a+)+", "(a+)++", "([(a+)+])+",
        "\\\\Q(a+)+\\\\E", "\\\\(a+\\\\)+", "a{2,}b{3,4}(cd)+", "(?s).*", "(ab){1,5}+(c+)?", ".*a|.*b|.*c|.*d|.*e|.*f|.*g",
        "(oak|elm|ash)-[0-9]+", "((?>a|b))+", "(a|b)++", "a\\\\b{g}.*", "(\\\\c))+", "\\\\c(a+", "[\\\\c]]+a"})
    void aRepetitionBesideAnotherIsNot(String expression) {
        assertThat(lint(GOOD.replace("$name : name", "$name : name, name matches \"" + expression + "\""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rebalancing( managersAvoided == true )", "GarbageCollection( images == true )", "Rebalancing()"})
    void whatThereIsOnlyOneOfMayStandBesideAnything(String pattern) {
        assertThat(lint(GOOD.replace("$proposal : P", pattern + "\n    $proposal : P"))).isEmpty();
    }

    /** Each line: patterns after the service. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Task( serviceId == $service ) Task( serviceId == $service ) Task( serviceId == $service, state == TaskState.RUNNING )",
        "Task( $home : nodeId, serviceId == $service, slot == 1 ) Task( nodeId == $home ) Task( nodeId == $home ) Task( nodeId == $home )",
        "Task( serviceId == $service ) TaskRunning( serviceId == $service ) Task( serviceId == $service )",
        "Task( serviceId == $service, $same : serviceId ) TaskRunning( serviceId == $same ) Task( serviceId == $service )",
        "Task( serviceId == $service ) Task( serviceId == $service ) "
            + "accumulate( Task( serviceId == $service, $t : id ); $n : count( $t ); $n > 9 )",
        "not( Task( serviceId == $service, $a : id ) and Task( serviceId == $service, id != $a ) and Task( serviceId == $service, id != $a ) )"})
    void theThirdOfOneServiceIsRefused(String patterns) {
        assertThat(lint(GOOD.replace("$proposal : P", patterns + "\n    $proposal : P"))).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(13);
            assertThat(problem.message()).contains("pattern Task of").contains("is the third").contains("alone");
            assertThat(problem.excerpt().substring(problem.column() - 1)).startsWith("Task( ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Task( serviceId == $service ) Task( serviceId == $service )",
        "Task( serviceId == $service, slot == 1 ) Task( serviceId == $service, slot == 2 ) Task( serviceId == $service, slot == 3 )",
        "Task( serviceId == $service ) Task( serviceId == $service, $node : nodeId ) Task( serviceId == $service, nodeId == $node )",
        "Task( serviceId == $service ) exists Task( serviceId == $service ) not Task( serviceId == $service, slot > 9 )",
        "Task( serviceId == $service, $task : id ) Task( id == $task ) Task( id == $task ) Task( id == $task )",
        "not( Task( serviceId == $service, slot > 1 ) and Task( serviceId == $service ) ) Task( serviceId == $service )",
        "Task( serviceId == $service, $task : id ) TaskRunning( taskId == $task ) TaskMemory( taskId == $task ) Stuck( taskId == $task )",
        "Task( serviceId == $service ) TaskRunning( serviceId == $service ) Movable( serviceId == $service ) "
            + "RunningWell( serviceId == $service )",
        "Task( serviceId == $service ) Task( serviceId == $service ) TaskRunning( serviceId == $service, slot == 1 )"})
    void twoOfOneServiceAreNot(String patterns) {
        assertThat(lint(GOOD.replace("$proposal : P", patterns + "\n    $proposal : P"))).isEmpty();
    }

    /** Each line: what is replaced, by what, and the one message expected at which line. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @id( "ORC-GRD-399" )            | ''                                        | 9  | has id ''
            ORC-GRD-399                     | GRD-399                                   | 9  | has id 'GRD-399'
            ORC-GRD-399                     | ORC-COL-399                               | 9  | not one of guards-swarm.drl
            ORC-GRD-399                     | ORC-GRD-299                               | 9  | not one of a veto
            @id( "ORC-GRD-399" )            | @id( "ORC-GRD-398" )                      | 15 | in the name of "ORC-GRD-399"
            veto a test                     | refuse a test                             | 9  | is a veto by what it concludes
            veto a test                     | veto a test and more                      | 9  | says two things
            insertLogical(                  | insert(                                   | 15 | more or less than one insertLogical
            insertLogical(                  | if ( true ) insertLogical(                | 15 | more or less than one insertLogical
            insertLogical(                  | System.exit( 1 ); insertLogical(          | 15 | more or less than one insertLogical
            $name + " is tested" ) );       | "" ) ); retract( $proposal );             | 15 | more or less than one insertLogical
            $name + " is tested"            | $proposal.getClass().getName()            | 15 | calls getClass()
            $name + " is tested"            | $proposal.hostname()                      | 15 | Proposal has no field hostname
            $name + " is tested"            | $other + " is tested"                     | 15 | uses $other, which is not bound
            @id( "ORC-GRD-399" )            | @id( "ORC-GRD-399" ) salience 10          | 10  | attribute salience
            @id( "ORC-GRD-399" )            | @id( "ORC-GRD-399" ) no-loop              | 10  | attribute no-loop
            @id( "ORC-GRD-399" )            | @id( "ORC-GRD-399" ) lock-on-active       | 10  | attribute lock-on-active
            @id( "ORC-GRD-399" )            | @id( "ORC-GRD-399" ) ruleflow-group "x"   | 10  | attribute ruleflow-group
            @id( "ORC-GRD-399" )            | @id( "ORC-GRD-399" ) dialect "mvel"       | 10  | attribute dialect
            Service( $service               | eval( true ) Service( $service            | 12 | uses eval
            import io.orcastra.facts.cluster.* | import java.io.*                       | 3  | import of java.io.*
            package io.orcastra.rules       | package other                             | 1  | the package is 'other'
            subject == $service             | subject == $service && cause == "x"       | 13 | uses &&
            subject == $service             | 'subject == $service || cause == "x"'     | 13 | uses ||
            subject == $service             | subject.equals( $service )                | 13 | calls equals()
            subject == $service             | ''                                        | 13 | combined with everything before it
            subject == $service             | subject > $service                        | 13 | combined with everything before it
            Service( $service : id, | Node( role == NodeRole.MANAGER )  Service( $service : id, mode == ServiceMode.GLOBAL, | 12 | combined with everything before it
            Service( $service : id, | NodeLabel( key == "a" )  Service( $service : id, mode in ( ServiceMode.GLOBAL ), | 12 | combined with everything before it
            subject == $service             | subject == $servise                       | 13 | $servise is not bound
            subject == $service             | subjekt == $service                       | 13 | Proposal has no field subjekt
            subject == $service             | subject == $service, action#Shift.home contains "x" | 13 | no fact type Shift
            subject == $service | subject == $service, action#MoveService.house contains "x" | 13 | MoveService has no field house
            Service( $service : id, | Service( $service : id, mode == ServiceMode.GLOBALL, | 12 | ServiceMode has no constant GLOBALL
            Service( $service : id,         | Service( $service : id, mode == Mode.GLOBAL, | 12 | no constants of Mode
            Service( $service : id,         | Service( $service : id, $other : stack,   | 12 | variable $other of
            Service( $service : id,         | Servise( $service : id,                   | 12 | no fact type Servise
            Service( $s | TextParameter( policy == "guards-swarm" )  Service( $s    | 12 | does not say which parameter it reads
            Service( $s | TextParameter( name == "own" )  Service( $s               | 12 | does not say which parameter it reads
            Service( $s | TextParameter( policy == "guards-swarm", name != "own" )  Service( $s | 12 | does not say which parameter it reads
            Service( $s | TextParameter( policy == "guards-swarm", name == "ownName" )  Service( $s | 12 | reads parameter ownName, which swarm.yml cannot give
            Service( $s | SpanParameter( policy == "anchors", name == "own" )  Service( $s | 12 | reads a parameter of anchors, and stands in guards-swarm.drl
            """)
    void aBadRuleIsReportedWithItsLine(String good, String bad, int line, String message) {
        String text = GOOD.replace(good, bad);
        assertThat(text).isNotEqualTo(GOOD);

        assertThat(lint(text)).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo("guards-swarm.drl");
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.message()).contains(message);
            assertThat(problem.advice()).startsWith("Maybe");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "function int one() { return 1; }", "global java.util.List list", "declare Thing name : String end",
        "import function java.lang.Math.max"})
    void codeAndStateOfItsOwnAreRefused(String statement) {
        assertThat(lint(GOOD.replace("rule \"veto", statement + "\n\nrule \"veto"))).isNotEmpty();
    }

    @Test
    void conditionsReadNoProposalsAndProposalsReadNoVetoes() {
        String condition = GOOD.replace("veto a test", "a test")
                .replace("ORC-GRD-399", "ORC-GRD-199").replace("new Veto( \"ORC-GRD-199\", $proposal, $name + \" is tested\" )",
                        "new Movable( $service )");
        String proposal = GOOD.replace("veto a test", "propose a test").replace("ORC-GRD-399", "ORC-GRD-299")
                .replace("new Veto( \"ORC-GRD-299\", $proposal, $name + \" is tested\" )",
                        "new Proposal( \"ORC-GRD-299\", new RestorePreviousSpec( $service ), \"\", \"\" )")
                .replace("$proposal : Proposal( subject == $service )", "not Veto( rule == $name )");

        assertThat(lint(condition)).extracting(RuleProblem::message).anyMatch(message -> message.contains("reads Proposal"));
        assertThat(lint(proposal)).extracting(RuleProblem::message).anyMatch(message -> message.contains("reads Veto"));
    }

    @Test
    void aFindingMaySayThatAProposalComesToNothingAndReadsNoVetoes() {
        String finding = GOOD.replace("veto a test", "report a test").replace("ORC-GRD-399", "ORC-GRD-499")
                .replace("new Veto( \"ORC-GRD-499\", $proposal, $name + \" is tested\" )",
                        "new Finding( \"ORC-GRD-499\", $service, $name, \"Maybe not\" )")
                .replace("$proposal : Proposal( subject == $service )", "exists Proposal( subject == $service )");
        String late = finding.replace("exists Proposal( subject == $service )", "not Veto( rule == $name )");

        assertThat(lint(finding)).isEmpty();
        assertThat(lint(late)).extracting(RuleProblem::message).anyMatch(message -> message.contains("reads Veto"));
    }

    @Test
    void onlyConclusionsAreConcluded() {
        String observed = GOOD.replace("veto a test", "a test").replace("$proposal : Proposal( subject == $service )", "")
                .replace("ORC-GRD-399", "ORC-GRD-199").replace("new Veto( \"ORC-GRD-199\", $proposal, $name + \" is tested\" )",
                        "new ServiceLabel( $service, $name, $name )");

        assertThat(lint(observed)).singleElement().extracting(RuleProblem::message).asString().contains("ServiceLabel is not a fact");
    }

    @Test
    void idsAndSentencesAreUniqueInAllFiles() {
        assertThat(new RuleLinter().lint(List.of(new RuleSource("guards-swarm.drl", GOOD), new RuleSource("guards-service.drl", GOOD))))
                .extracting(RuleProblem::message).containsExactlyInAnyOrder(
                        "id ORC-GRD-399 is already used at guards-swarm.drl:9",
                        "rule name \"veto a test\" is already used at guards-swarm.drl:9");
    }

    @Test
    void variablesOfANegatedGroupAreNotSeenOutside() {
        String text = GOOD.replace("$proposal : Proposal(", ""
                + "not( Task( serviceId == $service, $task : id ) and EndedTask( id == $task ) )\n"
                + "    $proposal : Proposal( cause == $task,");

        assertThat(lint(text)).singleElement().extracting(RuleProblem::message).asString().contains("$task is not bound");
    }

    @Test
    void aSyntaxErrorIsReportedAlone() {
        assertThat(lint(GOOD.replace("end\n", "en\n"))).isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.file()).isEqualTo("guards-swarm.drl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicas > 0, replicas == 1", "replicas == 1, replicas > 0", "replicas > 0, replicas >= 1, replicas <= 1",
        "replicas < 5, replicas <= 3, replicas >= 3", "replicas != 2, replicas == 1"})
    void whatCanAllBeTrueIsNoContradiction(String constraints) {
        assertThat(lint(GOOD.replace("$name : name", "$name : name, " + constraints))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicas > 1, replicas == 1", "replicas == 1, replicas < 1", "replicas > 20, replicas < 10",
        "replicas >= 3, replicas < 3", "replicas == 1, replicas != 1"})
    void whatCannotAllBeTrueIsOne(String constraints) {
        assertThat(lint(GOOD.replace("$name : name", "$name : name, " + constraints))).singleElement()
                .extracting(RuleProblem::message).asString().contains("so this never matches");
    }

    @Test
    void twoLabelsFromOneConditionAreNoRivalsButTwoValuesOfOneAre() {
        String rules = GOOD.replaceFirst("(?s)rule .*", "") + labelling("ORC-GRD-201", "big", "true") + labelling("ORC-GRD-202", "tier", "large");

        assertThat(lint(rules)).isEmpty();
        assertThat(lint(rules.replace("\"tier\"", "\"big\""))).singleElement().extracting(RuleProblem::message).asString()
                .contains("contradicts \"propose label big true\"");
    }

    private static String labelling(String id, String key, String value) {
        return """
                rule "propose label %2$s %3$s"
                    @id( "%1$s" )
                when
                    Node( $node : id, role == NodeRole.MANAGER )
                then
                    insertLogical( new Proposal( "%1$s", new SetNodeLabel( $node, "%2$s", "%3$s" ), "cause", "why" ) );
                end

                """.formatted(id, key, value);
    }

    /** Each line: what is replaced, by what, and what the caret stands under. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Service( $service : id,         | Service( $service : id, $other : stack,   | $other : stack
            insertLogical(                  | System.exit( 1 ); insertLogical(          | System.exit
            $name + " is tested"            | $proposal.getClass().getName()            | $proposal.getClass()
            $name + " is tested"            | $name + $other                            | $other )
            new Veto( "ORC-GRD-399"         | new Veto( "ORC-GRD-398"                   | "ORC-GRD-398"
            new Veto(                       | new Vote(                                 | new Vote(
            , $name + " is tested"          | ''                                        | new Veto(
            """)
    void theCaretStandsUnderWhatIsWrong(String good, String bad, String wrong) {
        assertThat(lint(GOOD.replace(good, bad))).anySatisfy(problem -> {
            assertThat(problem.column()).isPositive();
            assertThat(problem.excerpt().substring(problem.column() - 1)).startsWith(wrong);
        });
    }

    @Test
    void aRuleThatConcludesNothingIsToldOnlyThat() {
        assertThat(lint(GOOD.replaceFirst("insertLogical.*", "System.exit( 1 );").replace("$name : name", "name != \"\"")
                .replace("$proposal : ", ""))).singleElement().extracting(RuleProblem::message).asString().contains("System.exit(1)");
    }

    @Test
    void aRuleThatLacksItsEndIsToldWhereTheNextBegins() {
        String text = GOOD.replace("end\n", "\n") + labelling("ORC-GRD-201", "big", "true");
        int line = (int) text.substring(0, text.indexOf("rule \"propose")).lines().count() + 1;

        assertThat(lint(text)).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo("guards-swarm.drl:" + line + ":1");
            assertThat(problem.message()).isEqualTo("rule \"veto a test\" does not end before the next one begins");
        });
    }

    @Test
    void whatJavaCannotReadIsToldWithoutAllThatCouldStandThere() {
        assertThat(lint(GOOD.replace("$name + \" is tested\"", "$name \" is tested\""))).anySatisfy(problem -> {
            assertThat(problem.message()).endsWith("cannot be read: unexpected '\" is tested\"'");
            assertThat(problem.excerpt().substring(problem.column() - 1)).startsWith("$name \" is tested");
        });
    }

    @Test
    void anIdThatIsFreeIsAdvised() {
        assertThat(lint(GOOD + labelling("ORC-GRD-201", "big", "true") + labelling("", "tier", "large"))).anySatisfy(
                problem -> assertThat(problem.advice()).contains("@id( \"ORC-GRD-202\" )"));
    }
}
