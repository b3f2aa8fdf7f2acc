package io.orcastra.adapters.docker.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.engine.port.Intent;
import io.orcastra.facts.decision.Action;
import io.orcastra.facts.decision.CollectGarbage;
import io.orcastra.facts.decision.FetchMod;
import io.orcastra.facts.decision.Relocate;
import io.orcastra.facts.decision.RestartContainer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An intent is told as what it was, also when who carried it out is not set up any more. */
class IntendedActionTest {

    /** A relocation is planned, and carried out as a move. */
    static Stream<Class<?>> kinds() {
        return concrete(Action.class);
    }

    private static Stream<Class<?>> concrete(Class<?> kind) {
        return kind.isSealed() ? Stream.of(kind.getPermittedSubclasses()).flatMap(IntendedActionTest::concrete)
                : Stream.<Class<?>>of(kind).filter(one -> one != Relocate.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsKnown(Class<?> kind) {
        assertThat(IntendedAction.of(intent(kind, "subject"))).isInstanceOf(kind);
    }

    @Test
    void theNodeIsFoundInTheSubject() {
        for (Action action : List.of(new CollectGarbage("n1", Set.of()), new FetchMod("n1", "a:b"), new RestartContainer("", "c1"))) {
            assertThat(IntendedAction.of(intent(action.getClass(), action.subject()))).isEqualTo(action);
        }
    }

    private static Intent intent(Class<?> kind, String subject) {
        return new Intent("i", subject, kind.getSimpleName(), "ORC-TST-201", "", List.of(), "", "me", Instant.EPOCH);
    }
}
