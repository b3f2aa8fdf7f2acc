package io.orcastra.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadParameterTest {
    private static final RuleSource POLICY = new RuleSource("big.drl", """
            package io.orcastra.rules

            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*
            import io.orcastra.facts.policy.*

            rule "report a large node"
                @id( "ORC-BIG-401" )
            when
                NumberParameter( policy == "big", name == "least", $least : number )
                exists( SpanParameter( policy == "big", name == "patience" ) )
                not( TextParameter( policy == "big", name == "spared" ) )
                not( TextParameter( policy == "big", name == "hosts" )
                     and SpanParameter( policy == "big", name == "rest" ) )
                Node( resources.memoryBytes >= $least, $node : id, $hostname : hostname )
            then
                insertLogical( new Finding( "ORC-BIG-401", $node, $hostname + " is large", "Maybe" ) );
            end

            rule "report a node"
                @id( "ORC-BIG-402" )
            when
                Node( $node : id, $name : hostname )
                TextParameter( policy == "big", name=="host", text == $name )
            then
                insertLogical( new Finding( "ORC-BIG-402", $node, "named", "Maybe" ) );
            end
            """);

    @Test
    void whatARuleReadsIsToldAndWhetherItNeedsIt() {
        assertThat(ParsedRules.of(POLICY).descriptions()).extracting(RuleDescription::parameters).containsExactly(
                List.of(new ReadParameter("least", ParameterForm.NUMBER, true), new ReadParameter("patience", ParameterForm.SPAN, true),
                        new ReadParameter("spared", ParameterForm.TEXT, false), new ReadParameter("hosts", ParameterForm.TEXT, false),
                        new ReadParameter("rest", ParameterForm.SPAN, false)),
                List.of(new ReadParameter("host", ParameterForm.TEXT, true)));
    }

    @Test
    void theCacheKeepsIt() throws IOException {
        CompiledFile compiled = CompiledFile.compiled(POLICY);

        assertThat(CompiledFile.of(compiled.toBytes()).rules()).isEqualTo(ParsedRules.of(POLICY).descriptions());
    }
}
