package io.orcastra.engine.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orcastra.engine.event.EngineListener;
import io.orcastra.facts.control.Elapsed;
import io.orcastra.rules.RuleBook;
import io.orcastra.rules.RuleSource;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RuleSessionTest {
    private static final String RULE = """
            package io.orcastra.rules
            import io.orcastra.facts.control.*
            import io.orcastra.facts.decision.*

            rule "report what has lasted"
                @id( "ORC-TST-401" )
            when
                Elapsed( $name : name, subject == "n1" )
            then
                insertLogical( new Finding( "ORC-TST-401", $name, "lasted", "Maybe look" ) );
            end
            """;

    /** Whoever is asked to be equal when the heap is full. */
    private static final class Last {
        @Override
        public boolean equals(Object other) {
            throw new OutOfMemoryError("heap");
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    @DisplayName("that the heap is full is no rule's fault: any thread may be the one that finds no room")
    void fullHeap() {
        try (RuleSession session = new RuleSession(RuleBook.of(List.of(new RuleSource("test.drl", RULE))), EngineListener.NOOP)) {
            session.insert(new Elapsed("up", new Last()));

            assertThatThrownBy(() -> session.conclude(100)).isInstanceOf(OutOfMemoryError.class);
        }
    }
}
