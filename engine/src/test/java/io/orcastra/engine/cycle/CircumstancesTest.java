package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.policy.Anchor;
import io.orcastra.rules.verify.Cluster;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CircumstancesTest {
    private static final List<Anchor> POLICY = List.of(new Anchor("db", "shop_db", true, List.of()));

    private static Set<String> of(Cluster cluster) {
        return Circumstances.of(cluster.facts(), POLICY);
    }

    private static Cluster swarm() {
        return new Cluster().node("n1").node("n2");
    }

    @Test
    @DisplayName("a label that Orcastra sets for an anchor is nothing new, wherever the anchor goes")
    void labelsOfAnchors() {
        assertThat(of(swarm().label("n1", "db", "true"))).isEqualTo(of(swarm().label("n2", "db", "true"))).isEqualTo(of(swarm()));
    }

    @Test
    @DisplayName("a label of somebody else is something new")
    void anotherLabel() {
        assertThat(of(swarm().label("n1", "ssd", "true"))).isNotEqualTo(of(swarm()));
    }

    @Test
    @DisplayName("another configuration is something new")
    void configuration() {
        assertThat(Circumstances.of(swarm().facts(), List.of())).isNotEqualTo(of(swarm()));
    }
}
