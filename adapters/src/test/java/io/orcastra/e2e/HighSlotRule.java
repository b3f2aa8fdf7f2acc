package io.orcastra.e2e;

/** A rule that an operator edits: its text changes with the slot, what is done never does. */
final class HighSlotRule {
    private static final String TEXT = """
            package io.orcastra.rules
            import io.orcastra.facts.cluster.*
            import io.orcastra.facts.decision.*

            rule "report a task of a high slot"
                @id( "ORC-TST-401" )
            when
                Task( $task : id, slot > %d )
            then
                insertLogical( new Finding( "ORC-TST-401", $task, "its slot is high", "Maybe look" ) );
            end
            """;

    private HighSlotRule() {
    }

    static String above(int slot) {
        return TEXT.formatted(slot);
    }
}
