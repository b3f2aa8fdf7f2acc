package io.orcastra.adapters.docker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.ConstraintOperator;
import io.orcastra.facts.cluster.PlacementConstraint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A constraint")
class ConstraintReaderTest {

    @ParameterizedTest
    @CsvSource({
        "node.labels.db==true, node.labels.db, EQUAL, true",
        "'  node.role  !=  manager ', node.role, NOT_EQUAL, manager",
        "node.labels.path==a!=b, node.labels.path, EQUAL, a!=b",
        "node.labels.x!=a==b, node.labels.x!=a, EQUAL, b",
        "node.ip==10.0.0.0/8, node.ip, EQUAL, 10.0.0.0/8",
    })
    @DisplayName("is split as SwarmKit splits it")
    void isSplit(String expression, String key, ConstraintOperator operator, String value) {
        assertThat(ConstraintReader.read("s", expression)).contains(new PlacementConstraint("s", key, operator, value));
    }

    @Test
    @DisplayName("without operator is none")
    void needsAnOperator() {
        assertThat(ConstraintReader.read("s", "node.labels.db")).isEmpty();
    }
}
