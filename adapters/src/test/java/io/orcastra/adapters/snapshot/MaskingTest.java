package io.orcastra.adapters.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskingTest {
    private static final String TOLD = "refused: password=hunter22";

    static List<Object> told() {
        return List.of(new Container("c1", "n1", "web", "", ContainerHealth.UNHEALTHY, TOLD), new FailedMod("n1", "mod", TOLD),
                new Machine("oak", MachineState.values()[0], "", "", TOLD));
    }

    @ParameterizedTest
    @MethodSource("told")
    void whatAgentsAndMachinesTellIsMaskedAsWell(Object fact) {
        assertThat(Masking.of(fact)).hasSameClassAs(fact).hasToString(fact.toString().replace("hunter22", "***"));
    }
}
