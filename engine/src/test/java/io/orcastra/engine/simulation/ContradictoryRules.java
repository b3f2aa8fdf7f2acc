package io.orcastra.engine.simulation;

/** A policy of an operator who contradicts himself: a service labelled with both nodes is always wanted on the other one. */
public final class ContradictoryRules {
    private static final String HEADER = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.condition.*
            import io.orcastra.facts.decision.*
            import java.util.Set
            """;
    private static final String RULE = """

            rule "propose moving a service to the %1$s"
                @id( "ORC-TRN-20%2$d" )
            when
                ServiceLabel( key == "wanted.%1$s", $service : serviceId, $wanted : value )
                Node( hostname == $wanted, $target : id )
                TaskRunning( serviceId == $service, nodeId != $target, $node : nodeId )
                Service( id == $service, $name : name )
            then
                insertLogical( new Proposal( "ORC-TRN-20%2$d",
                        new Relocate( $service, $node, Set.of( $target ), 1, Relocate.Goal.PREFERENCE, 3 ),
                        "wanted %1$s", $name + " is wanted in the %1$s" ) );
            end
            """;

    private ContradictoryRules() {
    }

    /** Text of a rule file; service labels {@code wanted.east} and {@code wanted.west} name the nodes. */
    public static String drl() {
        return HEADER + RULE.formatted("east", 1) + RULE.formatted("west", 2);
    }
}
