package io.orcastra.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.decision.Relocate.Goal;
import io.orcastra.facts.decision.Veto;
import org.junit.jupiter.api.Test;

/** A task that nobody measured stays for memory; what is about other things does not wait for figures. */
class UnmeasuredTest {

    private static Memories pair(Goal goal, int priority) {
        Memories memories = new Memories().node("n1", 50).node("n2", 20).wish(goal, "web", "n1", 1, priority);
        memories.cluster.service("web", words -> words.replicas(2));
        return memories;
    }

    private static Memories unmeasured(Goal goal) {
        Memories memories = pair(goal, 3);
        memories.cluster.running("web", "n1").running("web", "n1");
        return memories;
    }

    @Test
    void itIsNotMovedForMemory() {
        Plan plan = unmeasured(Goal.RELIEVE_MEMORY).plan();

        assertThat(plan.execute()).isEmpty();
        assertThat(plan.vetoed()).singleElement().satisfies(refusal -> {
            Veto veto = refusal.vetoes().get(0);
            assertThat(veto.rule()).isEqualTo("ORC-PLN-021");
            assertThat(veto.reason()).isEqualTo("nothing measured the memory of web on n1");
        });
    }

    @Test
    void itIsSpread() {
        assertThat(unmeasured(Goal.SPREAD).plan().execute()).hasSize(1);
    }

    @Test
    void whatIsMeasuredIsSpread() {
        assertThat(pair(Goal.SPREAD, 3).running("web", "n1", 5).running("web", "n1", 5).plan().execute()).hasSize(1);
    }
}
