package io.orcastra.e2e;

/** Rules that pass every check and fail on facts that come later. */
final class LateRules {
    /** Throws once a service has no replicas. */
    static final String DIVIDES = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a service by a division"
                @id( "ORC-TST-403" )
            when
                Service( $service : id, 100 / replicas > 700 )
            then
                insertLogical( new Finding( "ORC-TST-403", $service, "divided", "Maybe look" ) );
            end
            """;
    /** Of a node with as many labels as it is given: their combinations fill any heap. */
    static final String FILLS = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a label beside others"
                @id( "ORC-TST-405" )
            when
                NodeLabel( $node : nodeId, $value : value )
                NodeLabel( nodeId == $node )
                NodeLabel( value == $value )
                NodeLabel( nodeId == $node, value == $value )
                NodeLabel( value == $value, nodeId == $node )
            then
                insertLogical( new Finding( "ORC-TST-405", $node, "labelled", "Maybe look" ) );
            end
            """;
    /** Comes to no end once a label is of thousands of letters: Java tries each way to divide the text in four. */
    static final String ENDLESS = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a node by its label"
                @id( "ORC-TST-404" )
            when
                NodeLabel( $node : nodeId, key == "slow", value matches ".*a.*a.*a.*ab" )
            then
                insertLogical( new Finding( "ORC-TST-404", $node, "labelled", "Maybe look" ) );
            end
            """;

    private LateRules() {
    }
}
