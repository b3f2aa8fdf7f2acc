package io.orcastra.engine.plan;

import static io.orcastra.engine.plan.RelocationsTest.assertRefused;
import static io.orcastra.engine.plan.RelocationsTest.move;
import static io.orcastra.engine.plan.RelocationsTest.moves;
import static io.orcastra.engine.plan.RelocationsTest.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.decision.Relocate.Goal;
import org.junit.jupiter.api.Test;

/** Relocations an operator asked for. */
class RequestedMovesTest {

    private static Memories three() {
        return new Memories().node("n1", 50).node("n2", 40).node("n3", 30);
    }

    @Test
    void allTasksGoToTheNamedNodeWhereverTheyAre() {
        Plan plan = three().service("web").running("web", "n1", 1).running("web", "n3", 1)
                .wish(Goal.REQUESTED, "web", "n1", 0, 1, "n2").wish(Goal.REQUESTED, "web", "n3", 0, 1, "n2").plan();

        assertThat(moves(plan)).containsExactly(move("web", "n2"));
        assertThat(plan.execute().get(0).expectedRestarts()).isEqualTo(2);
        assertThat(only(plan.vetoed()).rule()).isEqualTo("ORC-PLN-003");
    }

    @Test
    void aNodeThatCannotTakeItIsNamed() {
        assertRefused(three().alone("web", "n1", 45).wish(Goal.REQUESTED, "web", "n1", 0, 1, "n2").plan(), "ORC-PLN-023",
                "no node can take it: n2 would be at 85 % (at most 80 %)");
    }

    @Test
    void aNodeIsEmptiedByOneServiceAfterAnother() {
        Plan plan = three().alone("web", "n1", 1).alone("api", "n1", 1)
                .wish(Goal.EVACUATE, "web", "n1", 0, 1).wish(Goal.EVACUATE, "api", "n1", 0, 1).plan();

        assertThat(moves(plan)).hasSize(1);
        assertThat(only(plan.deferred()).rule()).isEqualTo("ORC-PLN-034");
    }

    @Test
    void whatOthersBeginIsWaitedForAsWell() {
        Plan plan = three().alone("web", "n1", 1).alone("api", "n1", 1)
                .wish(Goal.EVACUATE, "web", "n1", 0, 1).wish(Goal.REQUESTED, "api", "n1", 0, 1, "n2").plan();

        assertThat(moves(plan)).containsExactly(move("api", "n2"));
        assertThat(only(plan.deferred()).rule()).isEqualTo("ORC-PLN-034");
    }
}
