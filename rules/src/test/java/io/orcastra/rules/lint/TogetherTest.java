package io.orcastra.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.policy.NumberParameter;
import io.orcastra.facts.policy.TextParameter;
import io.orcastra.rules.ParsedRules;
import io.orcastra.rules.RuleProblem;
import io.orcastra.rules.RuleSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What rules mean by themselves and together")
class TogetherTest {
    private static final String HEAD = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.condition.*
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*
            import io.orcastra.facts.policy.*

            """;
    private static final String SETTING = "new SetNodeLabel( $node, \"big\", \"true\" )";

    private final FactTypes types = new FactTypes(RuleLinter.class.getClassLoader());

    private static String rule(String id, String condition, String conclusion) {
        String kind = switch (id.charAt(8)) {
            case '2' -> "propose";
            case '3' -> "veto";
            default -> "report";
        };
        return "rule \"" + kind + " " + id.toLowerCase() + "\"\n    @id( \"" + id + "\" )\nwhen\n    " + condition
                + "\nthen\n    insertLogical( " + conclusion.replace("ID", id) + " );\nend\n\n";
    }

    private static String wish(String id, String condition, String action) {
        return rule(id, condition, "new Proposal( \"ID\", " + action + ", \"cause\", \"because of " + id + "\" )");
    }

    private static String veto(String id, String condition) {
        return rule(id, condition, "new Veto( \"ID\", $proposal, \"because of " + id + "\" )");
    }

    private List<RuleProblem> alone(String condition) {
        return inspected(rule("ORC-OWN-401", condition, "new Finding( \"ID\", \"it\", \"seen\", \"Maybe look\" )"), null);
    }

    private List<RuleProblem> inspected(String rules, Circumstances circumstances) {
        RuleSource source = new RuleSource("own.drl", HEAD + rules);
        RuleLinter linter = new RuleLinter();
        assertThat(linter.parsed(List.of(source)).get(0).problems()).isEmpty();
        List<LintedRule> linted = linter.parsed(List.of(source)).get(0).rules().stream()
                .map(one -> LintedRule.of(linter.parsed(List.of(source)).get(0), one)).toList();
        List<RuleProblem> problems = new ArrayList<>();
        if (circumstances == null) {
            linted.forEach(one -> new ContradictionCheck(types).inspect(one, new Report("own.drl", problems)));
        } else {
            List.of(new SubsumptionCheck(types, circumstances.held()), new OppositionCheck(types, circumstances.held()),
                    new PresentValuesCheck(types, circumstances)).forEach(check -> check.inspect(linted, problems));
        }
        return RuleProblem.shown(problems, List.of(source));
    }

    private List<RuleProblem> together(String... rules) {
        return inspected(String.join("", rules), Circumstances.NONE);
    }

    @ParameterizedTest
    @DisplayName("a rule that can never match is told at the constraint that decides it")
    @CsvSource(delimiter = '|', textBlock = """
            NodeMemory( usedPercent > 90, usedPercent < 80 )                                       | usedPercent < 80
            NodeMemory( usedPercent > 90, 80 > usedPercent )                                       | 80 > usedPercent
            Service( replicas > 1, replicas < 2 )                                                  | replicas < 2
            Service( replicas >= 1, !( replicas > 0 ) )                                            | !( replicas > 0 )
            Node( hostname == "oak", hostname == "elm" )                                           | hostname == "elm"
            Node( hostname in ( "oak", "elm" ), hostname == "ash" )                                | hostname == "ash"
            Node( hostname in ( "oak", "elm" ), hostname not in ( "elm", "oak" ) )                 | hostname not in
            Node( status == NodeStatus.READY, status != NodeStatus.READY )                         | status != NodeStatus.READY
            Node( $a : id, id != $a )                                                              | id != $a
            Node( $a : id, hostname == "oak" ) Node( id == $a, hostname == "elm" )                 | Node( id == $a
            Service( $a : replicas, replicas > 3 ) Service( replicas == $a, replicas < 3 )         | replicas < 3
            Task( $a : id, serviceId == "x" ) not Task( serviceId == "x" )                         | Task( serviceId == "x" )
            Task( $a : id, slot > 3, serviceId == "x" ) not Task( slot > 2 )                       | Task( slot > 2 )
            exists Task( slot == 3 ) not Task( slot in ( 2, 3 ) )                                  | Task( slot in
            Task( $s : serviceId ) Service( id == $s ) not( Service( $i : id ) and Task( serviceId == $i ) ) | Service( $i
            Service( $a : replicas ) Task( slot > $a, $s : slot ) Task( slot > $s, $l : slot ) Service( replicas > $l, replicas < $a ) | replicas < $a
            Task( $a : slot ) Task( $b : slot, slot > $a ) Task( $c : slot, slot >= $b ) Task( slot == $a, slot > $c ) | slot > $c
            Task( $a : slot ) Task( $b : slot, slot >= $a ) Task( slot == $b, slot <= $a, slot != $a ) | slot != $a
            Service( $a : replicas, replicas >= 5 ) Task( slot > $a, slot < 6 )                     | slot < 6
            Service( $a : replicas, replicas in ( 5, 7 ) ) Task( slot > $a, slot <= 5 )             | slot <= 5
            Task( $a : slot, slot >= 1 ) Task( $b : slot, slot > $a ) Task( slot > $b, slot < 3 )   | slot < 3
            Task( $a : slot ) Task( slot > $a, slot < 6 ) Service( replicas == $a, replicas > 5 )   | replicas > 5
            Proposal( action instanceof SetNodeLabel, action instanceof MoveService )               | action instanceof MoveService
            Proposal( action#SetNodeLabel.key == "a", action instanceof MoveService )               | action instanceof MoveService
            accumulate( Task( $t : id ); $n : count( $t ); $n > 5, $n < 3 )                         | $n < 3
            accumulate( Task( $t : id ); $n : count( $t ); $n < 0 )                                 | $n < 0
            accumulate( Task( $t : id ); $n : count( $t ); $n > 1, $n < 2 )                         | $n < 2
            accumulate( Task( $t : slot ); $n : sum( $t ), $m : max( $t ); $m < $n, $n < $m )       | $n < $m
            accumulate( Task( $t : id ); $n : count( $t ); $n > 5 ) Task( slot > $n, slot < 4 )     | $n > 5
            Service( $s : id, $r : replicas, replicas < 2 ) accumulate( Task( $t : id, serviceId == $s, slot > 3, slot < $r ); $n : count( $t ) ) | slot < $r
            """)
    void never(String condition, String at) {
        assertThat(alone(condition)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("never matches");
            assertThat(problem.advice()).startsWith("Maybe ");
            assertThat(problem.excerpt().substring(problem.column() - 1)).startsWith(at);
        });
    }

    @ParameterizedTest
    @DisplayName("a rule that can match is not")
    @ValueSource(strings = {"NodeMemory( usedPercent > 80, usedPercent < 90 )", "NodeMemory( usedPercent > 1, usedPercent < 2 )",
        "Service( replicas > 1, replicas < 3 )", "Service( replicas >= 1, !( replicas > 1 ) )",
        "Node( hostname in ( \"oak\", \"elm\" ), hostname in ( \"elm\", \"ash\" ) )", "Node( hostname != \"oak\", hostname != \"elm\" )",
        "Node( $a : id ) Node( id != $a )", "Node( $a : id, hostname == \"oak\" ) Node( id != $a, hostname == \"elm\" )",
        "Task( $a : id, serviceId == \"x\" ) not Task( serviceId == \"x\", id != $a )",
        "Task( $a : id, slot > 2, serviceId == \"x\" ) not Task( slot > 3 )", "exists Task( slot == 3 ) not Task( slot in ( 1, 2 ) )",
        "Task( $s : serviceId ) not( Service( $i : id ) and Task( serviceId == $i ) )",
        "Task( $t : id ) not EndedTask( id == $t )", "Node( $n : id, hostname == \"oak\" ) not Node( id == $n, hostname == \"elm\" )",
        "Node( hostname == 'a', hostname == \"a\" )", "Service( $a : replicas, replicas > 3 ) Service( replicas < 3 )",
        "Task( $a : slot ) Task( $b : slot, slot > $a ) Task( $c : slot, slot > $b ) Task( slot > $c )",
        "Task( $a : slot ) Task( $b : slot, slot >= $a ) Task( slot >= $b, slot <= $a )",
        "Task( $a : slot ) Task( $b : slot, slot > $a ) Task( $c : slot, slot < $b ) Task( slot < $c )",
        "Service( $a : replicas, replicas >= 5 ) Task( slot > $a, slot < 7 )",
        "NodeMemory( $a : usedPercent, usedPercent >= 5 ) NodeMemory( usedPercent > $a, usedPercent < 6 )",
        "Proposal( action instanceof SetNodeLabel ) Proposal( action instanceof MoveService )",
        "Proposal( action instanceof Move, action instanceof MoveService )",
        "accumulate( Task( $t : id ); $n : count( $t ); $n > 5, $n < 7 )",
        "accumulate( Task( $t : id ); $n : count( $t ); $n >= 0, $n < 1 )",
        "accumulate( Task( $t : slot ); $n : sum( $t ); $n < 0 )", "accumulate( Task( $t : slot ); $n : average( $t ); $n > 1, $n < 2 )",
        "accumulate( Task( $t : id ); $n : count( $t ); $n > 5 ) accumulate( Node( $i : id ); $m : count( $i ); $m < 3 )"})
    void possible(String condition) {
        assertThat(alone(condition)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("a rule that says only what another says is told, with what makes it narrower")
    @CsvSource(delimiter = '|', textBlock = """
            Node( $node : id )              | Node( $node : id, hostname == "oak" )  | all it asks for besides is 'hostname == "oak"'
            NodeMemory( $node : nodeId, usedPercent > 80 ) | NodeMemory( $node : nodeId, usedPercent > 90 ) | 'usedPercent > 90' holds only where 'usedPercent > 80'
            NodeMemory( $node : nodeId, usedPercent >= 80 ) | NodeMemory( $node : nodeId, usedPercent > 80 ) | 'usedPercent > 80' holds only where 'usedPercent >= 80'
            NodeMemory( $node : nodeId, usedPercent > 80 ) | NodeMemory( $node : nodeId, usedPercent == 81 ) | 'usedPercent == 81' holds only where
            Node( $node : id, hostname in ( "oak", "elm" ) ) | Node( $node : id, hostname == "oak" ) | 'hostname == "oak"' holds only where
            Node( $node : id, hostname != "oak" ) | Node( $node : id, hostname == "elm" ) | 'hostname == "elm"' holds only where
            Node( $node : id ) | Node( $it : id ) NodeMemory( $node : nodeId, nodeId == $it ) | besides is NodeMemory( nodeId == $it )
            Node( $node : id ) not NodeLabel( nodeId == $node, key == "a" ) | Node( $node : id ) not NodeLabel( nodeId == $node ) | narrows it
            Node( $node : id ) exists NodeLabel( nodeId == $node ) | Node( $node : id ) NodeLabel( nodeId == $node, key == "a" ) |
            Node( $node : id ) Task( $a : slot ) Task( slot >= $a ) | Node( $node : id ) Task( $a : slot ) Task( $b : slot, slot > $a ) Task( slot > $b ) |
            Node( $node : id ) Task( slot > 5 ) | Node( $node : id ) Service( $r : replicas, replicas >= 5 ) Task( slot > $r ) |
            Node( $node : id ) Task( $a : slot ) Task( slot != $a ) | Node( $node : id ) Task( $a : slot ) Task( slot < $a ) |
            """)
    void shadowed(String general, String strict, String words) {
        String wide = wish("ORC-OWN-201", general, SETTING);
        String narrow = wish("ORC-OWN-202", strict, SETTING);

        for (String both : List.of(wide + narrow, narrow + wide)) {
            assertThat(inspected(both, Circumstances.NONE)).singleElement().satisfies(problem -> {
                assertThat(problem.message()).contains("\"propose orc-own-202\" adds nothing to \"propose orc-own-201\" at own.drl:",
                        words == null ? "" : words);
                assertThat(problem.excerpt()).isEqualTo("rule \"propose orc-own-202\"");
            });
        }
    }

    @ParameterizedTest
    @DisplayName("a rule that says more, or of other facts, is not")
    @CsvSource(delimiter = '|', textBlock = """
            NodeMemory( $node : nodeId, usedPercent > 80 )  | NodeMemory( $node : nodeId, usedPercent < 90 )
            Node( $node : id, hostname in ( "oak", "elm" ) ) | Node( $node : id, hostname in ( "oak", "ash" ) )
            Node( $node : id, hostname == "oak" )            | Node( $node : id ) NodeMemory( nodeId == $node )
            Node( $node : id ) not NodeLabel( nodeId == $node, key == "b" ) | Node( $node : id ) not NodeLabel( nodeId == $node, key == "a" )
            Node( $node : id ) not NodeLabel( nodeId == $node ) | Node( $node : id, hostname == "oak" )
            Node( $node : id ) NodeMemory( nodeId == $node ) | Node( $node : id ) NodeMemory( nodeId != $node )
            Node( hostname == "oak" ) Node( $node : id )     | Node( $node : id, hostname == "elm" )
            Node( $node : id ) Task( $a : slot ) Service( replicas > $a ) | Node( $node : id ) Task( $a : slot ) Service( replicas <= $a )
            Node( $node : id ) Task( slot > 6 ) | Node( $node : id ) Service( $r : replicas, replicas >= 5 ) Task( slot > $r )
            accumulate( Task( $t : id ); $count : count( $t ); $count > 3 ) Node( $node : id ) | Node( $node : id, hostname == "elm" )
            """)
    void notShadowed(String general, String strict) {
        assertThat(together(wish("ORC-OWN-201", general, SETTING), wish("ORC-OWN-202", strict, SETTING))).isEmpty();
    }

    @Test
    @DisplayName("another conclusion, and what the configuration holds, may be said of fewer facts")
    void otherwise() {
        String wide = wish("ORC-OWN-201", "Node( $node : id )", SETTING);
        String narrow = "Node( $node : id, hostname == \"oak\" )";

        assertThat(together(wide, wish("ORC-OWN-202", narrow, "new SetNodeLabel( $node, \"small\", \"true\" )"))).isEmpty();
        assertThat(inspected(wide + wish("ORC-OWN-202", narrow, SETTING), new Circumstances(Set.of("ORC-OWN-201"), Set.of()))).isEmpty();
        assertThat(inspected(wide + wish("ORC-OWN-202", narrow, SETTING), new Circumstances(Set.of("ORC-OWN-202"), Set.of()))).hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("opposite wishes that always come together are told")
    @CsvSource(delimiter = '|', textBlock = """
            new SetNodeLabel( $node, "big", "false" ) | true
            new RemoveNodeLabel( $node, "big" )       | true
            new RemoveNodeLabel( $node, "small" )     | false
            new SetNodeLabel( $node, "small", "no" )  | false
            new SetNodeLabel( $node, "big", $name )   | false
            """)
    void opposite(String action, boolean told) {
        List<RuleProblem> problems = together(wish("ORC-OWN-201", "Node( $node : id )", SETTING),
                wish("ORC-OWN-202", "Node( $node : id, $name : hostname, status == NodeStatus.READY )", action));

        assertThat(problems).hasSize(told ? 1 : 0).allSatisfy(problem -> assertThat(problem.message())
                .contains("\"propose orc-own-202\" contradicts \"propose orc-own-201\" at own.drl:9"));
    }

    @ParameterizedTest
    @DisplayName("a wish that is always forbidden is told")
    @CsvSource(delimiter = '|', textBlock = """
            $proposal : Proposal( rule == "ORC-OWN-201" )                                             | true
            $proposal : Proposal( cause == "cause" )                                                  | true
            $proposal : Proposal( action#SetNodeLabel.key == "big" )                                  | true
            $proposal : Proposal( action#SetNodeLabel.value != "false" )                              | true
            Node( $n : id ) $proposal : Proposal( subject == $n, action instanceof SetNodeLabel )     | true
            Node( $n : id, status == NodeStatus.READY ) $proposal : Proposal( subject == $n )         | true
            Node( $n : id ) not NodeLabel( nodeId == $n, key == "big" ) $proposal : Proposal( subject == $n ) | true
            $proposal : Proposal()                                                                    | false
            $proposal : Proposal( action instanceof SetNodeLabel )                                    | false
            $proposal : Proposal( rule == "ORC-OWN-202" )                                             | false
            $proposal : Proposal( action#SetNodeLabel.key == "small" )                                | false
            $proposal : Proposal( action#RemoveNodeLabel.key == "big" )                               | false
            Node( $n : id, status == NodeStatus.DOWN ) $proposal : Proposal( subject == $n )          | false
            Node( $n : id ) not NodeLabel( nodeId == $n ) $proposal : Proposal( subject == $n )       | false
            NoLease() $proposal : Proposal( rule == "ORC-OWN-201" )                                   | false
            """)
    void forbidden(String condition, boolean told) {
        List<RuleProblem> problems = together(wish("ORC-OWN-201",
                "Node( $node : id, status == NodeStatus.READY ) not NodeLabel( nodeId == $node, key == \"big\" )", SETTING),
                veto("ORC-OWN-301", condition));

        assertThat(problems).hasSize(told ? 1 : 0).allSatisfy(problem -> {
            assertThat(problem.message()).contains("\"veto orc-own-301\" forbids whatever \"propose orc-own-201\" at own.drl:9 wishes for");
            assertThat(problem.advice()).contains("rules: { off: [ORC-OWN-201] }");
        });
    }

    @ParameterizedTest
    @DisplayName("values of parameters between which there is none are told")
    @CsvSource({"90, 80, true", "80, 80, true", "80, 90, false"})
    void parameters(double least, double most, boolean told) {
        String rule = rule("ORC-OWN-401", "NumberParameter( policy == \"own\", name == \"least\", $least : number )\n"
                + "    NumberParameter( policy == \"own\", name == \"most\", $most : number )\n"
                + "    NodeMemory( $node : nodeId, usedPercent > $least, usedPercent < $most )",
                "new Finding( \"ID\", $node, \"seen\", \"Maybe look\" )");
        List<RuleProblem> problems = inspected(rule, new Circumstances(Set.of(), List.of(
                new NumberParameter("own", "least", (int) least + " B", least), new NumberParameter("own", "most", (int) most + " B", most))));

        assertThat(problems).hasSize(told ? 1 : 0).allSatisfy(problem -> {
            assertThat(problem.place()).isEqualTo("own.drl:14:55");
            assertThat(problem.message()).startsWith("with least = " + (int) least + " B and most = " + (int) most
                    + " B no NodeMemory can have 'usedPercent < $most'");
        });
    }

    @ParameterizedTest
    @DisplayName("a rule that a parameter switches off is not told, whatever comes after")
    @CsvSource(delimiter = '|', textBlock = """
            TextParameter( policy == "own", name == "mode", text == "on" ) | off | 0
            TextParameter( policy == "own", text in ( "on", "yes" ), name == "mode" ) | off | 0
            TextParameter( policy == "own", name == "mode", text != "off" ) | off | 0
            TextParameter( policy == "own", name == "mode", text == "on" ) | on | 0
            NumberParameter( policy == "own", name == "least", number > 0 ) | off | 0
            NumberParameter( policy == "own", name == "least", number > 0, $least : number ) NodeMemory( usedPercent > $least ) | off | 0
            NumberParameter( policy == "own", name == "least", number > 0 ) | off | 5
            NumberParameter( policy == "own", name == "least", $a : number ) NumberParameter( policy == "own", name == "least", number > $a ) | off | 5
            """)
    void switchedOff(String parameter, String mode, double least) {
        assertThat(inspected(switched(parameter + "\n    NodeMemory( $node : nodeId, usedPercent > 80 )"), given(mode, least))).isEmpty();
    }

    @Test
    @DisplayName("a value that a later pattern cannot have is told there, also where a switch is on")
    void afterASwitch() {
        String rule = switched("TextParameter( policy == \"own\", name == \"mode\", text == \"on\", $mode : text )\n"
                + "    NumberParameter( policy == \"own\", name == \"least\", number > 0, $least : number )\n"
                + "    NodeMemory( $node : nodeId )\n    NodeMemory( nodeId == $node, usedPercent > $least, usedPercent < 3 )");

        assertThat(inspected(rule, given("off", 5))).isEmpty();
        assertThat(inspected(rule, given("on", 5))).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo("own.drl:15:56");
            assertThat(problem.message()).startsWith("with mode = on and least = 5 no NodeMemory can have 'usedPercent < 3'");
        });
    }

    private static String switched(String condition) {
        return rule("ORC-OWN-401", condition, "new Finding( \"ID\", $node, \"seen\", \"Maybe look\" )");
    }

    private static Circumstances given(String mode, double least) {
        return new Circumstances(Set.of(), List.of(new TextParameter("own", "mode", mode),
                new NumberParameter("own", "least", Integer.toString((int) least), least)));
    }

    private List<RuleProblem> reached(String... rules) {
        RuleSource source = new RuleSource("own.drl", HEAD + String.join("", rules));
        RuleLinter linter = new RuleLinter();
        ParsedRules file = linter.parsed(List.of(source)).get(0);
        List<RuleProblem> problems = new ArrayList<>();
        new ReachCheck(types).inspect(file.rules().stream().map(one -> LintedRule.of(file, one)).toList(), problems);
        return RuleProblem.shown(problems, List.of(source));
    }

    private static String garbage(String id, String condition, String item, String bytes) {
        return rule(id, condition, "new Garbage( $node, " + item + ", " + bytes + " )");
    }

    @ParameterizedTest
    @DisplayName("a condition or wish that no rule concludes as it is asked for is told")
    @CsvSource(delimiter = '|', textBlock = """
            Garbage( item == "cellar" )                                              | true
            Garbage( bytes < 5 )                                                     | true
            Garbage( $n : nodeId ) Node( id == $n, status == NodeStatus.DOWN )       | false
            Garbage( item == "attic", bytes > 5 )                                    | false
            Garbage( item != "attic" )                                               | true
            Garbage()                                                                | false
            exists Garbage( item == "cellar" )                                       | true
            not Garbage( item == "cellar" )                                          | false
            Kept()                                                                   | true
            Proposal( rule == "ORC-OWN-299" )                                        | true
            Proposal( rule == "ORC-OWN-201" )                                        | false
            Proposal( action#SetNodeLabel.key == "small" )                           | true
            Proposal( action#SetNodeLabel.key == "big" )                             | false
            Proposal( action instanceof MoveService )                                | true
            Proposal( action instanceof SetNodeLabel, cause == "cause" )             | false
            Proposal( subject == "x" )                                               | false
            """)
    void unreached(String condition, boolean told) {
        List<RuleProblem> problems = reached(
                garbage("ORC-OWN-101", "NodeMemory( $node : nodeId, usedPercent >= 10, $bytes : usedBytes, usedBytes >= 5 )",
                        "\"attic\"", "$bytes"),
                wish("ORC-OWN-201", "Node( $node : id )", SETTING),
                rule("ORC-OWN-401", condition, "new Finding( \"ID\", \"it\", \"seen\", \"Maybe look\" )"));

        assertThat(problems).hasSize(told ? 1 : 0).allSatisfy(problem -> {
            assertThat(problem.message()).startsWith("no rule concludes ").endsWith("so \"report orc-own-401\" never matches");
            assertThat(problem.excerpt()).contains(condition.replaceFirst("\\(.*", "").replace("exists ", ""));
        });
    }

    @Test
    @DisplayName("what follows from a rule that never matches is told, link by link, and rules that only lead to each other are")
    void chains() {
        String first = garbage("ORC-OWN-101", "NodeMemory( $node : nodeId ) Kept( item == \"x\" )", "\"attic\"", "5");
        String kept = rule("ORC-OWN-102", "Garbage( $node : nodeId )", "new Kept( $node, \"x\", \"why\" )");
        String last = rule("ORC-OWN-401", "Garbage( item == \"attic\" )", "new Finding( \"ID\", \"it\", \"seen\", \"Maybe look\" )");

        assertThat(reached(first, kept, last)).extracting(RuleProblem::message).containsExactly(
                "only \"report orc-own-102\" could conclude Kept( item == \"x\" ), and never matches, so \"report orc-own-101\" never matches",
                "only \"report orc-own-101\" could conclude Garbage, and never matches, so \"report orc-own-102\" never matches",
                "only \"report orc-own-101\" could conclude Garbage( item == \"attic\" ), and never matches, so \"report orc-own-401\" never matches");
        assertThat(reached(first, kept, last, rule("ORC-OWN-103", "Node( $node : id )", "new Kept( $node, $node, \"why\" )"))).isEmpty();
    }

    @Test
    @DisplayName("a condition whose values contradict those it is concluded from never comes")
    void throughWhatItIsConcludedFrom() {
        String fed = garbage("ORC-OWN-101", "Task( $node : nodeId, $s : slot, slot > 5 )", "\"attic\"", "$s");

        assertThat(reached(fed, switched("Garbage( $node : nodeId, $b : bytes ) Service( replicas > $b, replicas < 7 )"))).singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("no rule concludes Garbage as it is asked for"));
        assertThat(reached(fed, switched("Garbage( $node : nodeId, $b : bytes ) Service( replicas > $b, replicas < 8 )"))).isEmpty();
    }
}
