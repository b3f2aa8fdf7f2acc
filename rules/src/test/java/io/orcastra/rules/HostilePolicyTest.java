package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orcastra.rules.lint.RuleLinter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A policy of somebody who means harm")
class HostilePolicyTest {
    private static final String RULE = """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a task"
                @id( "ORC-TST-401" )
            when
                Task( $task : id, slot > 1 )
            then
                insertLogical( new Finding( "ORC-TST-401", $task, "seen", "Maybe look" ) );
            end
            """;
    private static final String CONDITION = "Task( $task : id, slot > 1 )";
    private static final String WORD = "\"seen\"";

    /** Where an expression may stand: what is replaced there, and by what. */
    enum Place {
        CONSTRAINT(CONDITION, "Task( $task : id, nodeId == %s )"),
        ARGUMENT_OF_CONSTRAINT(CONDITION, "Task( $task : id, nodeId in ( \"oak\", %s ) )"),
        BINDING(CONDITION, "Task( $task : id, $seen : ( %s ) )"),
        ACCUMULATE(CONDITION, CONDITION + " accumulate( Node( $node : id ); $all : count( %s ); $all > 1 )"),
        RESULT(CONDITION, CONDITION + " accumulate( Node( $node : id ); $all : count( $node ); $all != %s )"),
        GROUPBY(CONDITION, CONDITION + " groupby( Node( $node : id ); $key : ( %s ); $all : count( $node ); $all > 1 )"),
        FROM(CONDITION, CONDITION + " Object( ) from %s"),
        EVAL(CONDITION, CONDITION + " eval( %s != null )"),
        CONSEQUENCE(WORD, "\"\" + %s"),
        STATEMENT("insertLogical", "var seen = %s; insertLogical"),
        ANNOTATION("@id( \"ORC-TST-401\" )", "@id( \"ORC-TST-401\" ) @seen( %s )"),
        ATTRIBUTE("@id( \"ORC-TST-401\" )", "@id( \"ORC-TST-401\" ) enabled( %s )");

        private final String replaced;
        private final String with;

        Place(String replaced, String with) {
            this.replaced = replaced;
            this.with = with;
        }

        RuleSource of(String expression) {
            return new RuleSource("hostile.drl", RULE.replace(replaced, with.formatted(expression)));
        }
    }

    static final List<String> ATTEMPTS = List.of(
            "$task.getClass().getMethods()[ 0 ].getName()",
            "$task.getClass().forName( \"java.lang.Runtime\", true, null )",
            "Class.forName( \"java.lang.Runtime\", true, null )",
            "String.class.getClassLoader()",
            "java.lang.invoke.MethodHandles.publicLookup()",
            "new org.kie.internal.utils.KieHelper().build()",
            "org.kie.api.KieServices.get().getKieClasspathContainer()",
            "org.drools.model.codegen.execmodel.generator.DrlxParseUtil.parseExpression( \"1\" )",
            "new javax.script.ScriptEngineManager().getEngineByName( \"js\" )",
            "io.orcastra.rules.RuleBook.builtIn()",
            "Runtime.getRuntime().availableProcessors()",
            "new ProcessBuilder( \"id\" ).start()",
            "System.getenv( \"PATH\" )",
            "Integer.getInteger( \"java.version\" )",
            "java.util.Locale.getDefault()",
            "java.nio.file.Files.readString( java.nio.file.Path.of( \"/etc/passwd\" ) )",
            "new java.io.File( \"/etc/passwd\" ).length()",
            "new Thread().getId()",
            "java.util.concurrent.ForkJoinPool.commonPool()",
            "new java.net.Socket().getPort()",
            "java.util.stream.Stream.generate( null ).count()",
            "String.format( \"%1000000000d\", 1 )",
            "\"x\".repeat( 1000000000 )",
            "drools.getKieRuntime()");

    /** Refused by the compiler as well, or not compiled at all. */
    static final List<Place> COMPILED = List.of(Place.CONSTRAINT, Place.ARGUMENT_OF_CONSTRAINT, Place.BINDING, Place.ACCUMULATE,
            Place.RESULT, Place.GROUPBY, Place.FROM, Place.EVAL, Place.STATEMENT, Place.ATTRIBUTE);

    static Stream<Arguments> everywhere() {
        return Stream.of(Place.values()).flatMap(place -> ATTEMPTS.stream().map(attempt -> Arguments.of(place, attempt)));
    }

    @Test
    @DisplayName("is good without what it tries, to the linter and to the second wall")
    void withoutThem() {
        var source = new RuleSource("hostile.drl", RULE);

        assertThat(new RuleLinter().lint(List.of(source))).isEmpty();
        assertThat(CompiledCalls.refused(RuleCompiler.compile(source))).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhere")
    @DisplayName("is refused by the linter, wherever it tries what")
    void byTheLinter(Place place, String attempt) {
        RuleSource source = place.of(attempt);

        assertThat(source.text()).contains(attempt);
        assertThat(new RuleLinter().lint(List.of(source))).isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.advice()).startsWith("Maybe"));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("ATTEMPTS")
    @DisplayName("does not come past the compiler where nobody asked the linter")
    void byTheCompiler(String attempt) {
        assertThat(compiled(Place.CONSEQUENCE.of(attempt))).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("COMPILED")
    @DisplayName("does not come past the compiler from any other place")
    void fromAnyPlace(Place place) {
        assertThat(compiled(place.of("$task.getClass().forName( \"java.lang.Runtime\", true, null )"))).isNotEmpty();
    }

    private static List<RuleProblem> compiled(RuleSource source) {
        return catchThrowableOfType(InvalidRules.class, () -> RuleCompiler.compile(source)).problems();
    }
}
