package io.orcastra.adapters.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.ContainerHealth;
import io.orcastra.facts.cluster.FailedMod;
import io.orcastra.facts.cluster.Machine;
import io.orcastra.facts.cluster.MachineState;
import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.cluster.PlacementConstraint;
import io.orcastra.facts.cluster.ServiceLabel;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.Cooldown;
import io.orcastra.facts.policy.TextParameter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskingTest {
    private static final String TOLD = "refused: password=hunter22";

    @Test
    void whatAValueIsComparedWithIsMaskedAsTheValueIs() {
        assertThat(Masking.compared(new NodeLabel("n1", "api_token", "hunter2"), "value", "hunter3"))
                .isEqualTo(((NodeLabel) Masking.of(new NodeLabel("n1", "api_token", "hunter3"))).value()).isNotEqualTo("hunter3");
        assertThat(Masking.compared(new ServiceLabel("s1", "secret", "hunter2"), "value", "hunter3")).isEqualTo("***");
        assertThat(Masking.compared(new TextParameter("mine", "password", "hunter2"), "text", "hunter3")).asString()
                .startsWith("***#");
        assertThat(Masking.compared(new PlacementConstraint("s1", "node.labels.password", ConstraintOperator.EQUAL, "hunter2"),
                "foldedValue", "hunter3")).asString().startsWith("***#");
    }

    @Test
    void whatIsNoValueOfASecretIsNot() {
        assertThat(Masking.compared(new NodeLabel("n1", "api_token", "hunter2"), "key", "tier")).isEqualTo("tier");
        assertThat(Masking.compared(new NodeLabel("n1", "zone", "red"), "value", "blue")).isEqualTo("blue");
        assertThat(Masking.compared(new NodeLabel("n1", "api_token", "true"), "value", 3)).isEqualTo(3);
        assertThat(Masking.compared(NodeLabel.class, Map.of("nodeId", "n1"), "value", "blue")).isEqualTo("blue");
    }

    @Test
    void aCauseIsMaskedAsTheLabelItNamesIs() {
        Instant until = Instant.parse("2026-01-01T12:00:00Z");
        String masked = "inventory api_token=" + ((NodeLabel) Masking.of(new NodeLabel("n1", "api_token", "hunter2"))).value();

        assertThat(masked).doesNotContain("hunter2");
        for (String cause : List.of("inventory api_token=hunter2", masked)) {
            assertThat(Masking.of(new Cooldown("n1", cause, until))).isEqualTo(new Cooldown("n1", masked, until));
            assertThat(Masking.of(new Backoff("n1", cause, 2, until))).isEqualTo(new Backoff("n1", masked, 2, until));
            assertThat(Masking.of(new Attempts("n1", cause, 2))).isEqualTo(new Attempts("n1", masked, 2));
        }
        for (String cause : List.of("inventory tier=large", "memory 12ab", "spread", "")) {
            assertThat(Masking.of(new Cooldown("n1", cause, until))).isEqualTo(new Cooldown("n1", cause, until));
        }
    }

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
