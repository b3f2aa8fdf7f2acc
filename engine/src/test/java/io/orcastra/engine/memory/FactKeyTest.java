package io.orcastra.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.orcastra.facts.cluster.NodeLabel;
import io.orcastra.facts.policy.InventoryLabel;
import io.orcastra.facts.policy.StartLimit;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FactKeyTest {

    @Test
    @DisplayName("a fact of the swarm, of the engine or of the configuration replaces the one about the same thing")
    void sameThing() {
        assertThat(FactKey.of(new NodeLabel("n1", "db", "true"))).isEqualTo(FactKey.of(new NodeLabel("n1", "db", "false")));
        assertThat(FactKey.of(new InventoryLabel("oak", "db", "true"))).isEqualTo(FactKey.of(new InventoryLabel("oak", "db", "false")));
        assertThat(FactKey.of(new StartLimit(Duration.ofSeconds(1)))).isEqualTo(FactKey.of(new StartLimit(Duration.ofSeconds(2))));
    }

    @Test
    @DisplayName("it does not replace one about another thing, or of another type")
    void anotherThing() {
        assertThat(FactKey.of(new NodeLabel("n1", "db", "true"))).isNotEqualTo(FactKey.of(new NodeLabel("n2", "db", "true")));
        assertThat(FactKey.of(new NodeLabel("n1", "db", "true"))).isNotEqualTo(FactKey.of(new NodeLabel("n1", "web", "true")));
        assertThat(FactKey.of(new NodeLabel("n1", "db", "true"))).isNotEqualTo(FactKey.of(new InventoryLabel("n1", "db", "true")));
        assertThat(new Identities().of("a")).isEqualTo("a");
    }

    @Test
    @DisplayName("a type has one identity, so that one written twice is found")
    void twice() {
        Identities identities = Identities.all();

        assertThatIllegalStateException().isThrownBy(() -> identities.put(NodeLabel.class, NodeLabel::value))
                .withMessageContaining("NodeLabel has two identities");
    }
}
