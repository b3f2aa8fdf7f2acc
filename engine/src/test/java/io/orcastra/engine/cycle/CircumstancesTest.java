package io.orcastra.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.rules.verify.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CircumstancesTest {
    private static final List<Anchor> POLICY = List.of(new Anchor("db", "shop_db", true, List.of()));

    private static Set<String> of(Cluster cluster) {
        return Circumstances.of(cluster.facts(), POLICY, Set.of());
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
        assertThat(Circumstances.of(swarm().facts(), List.of(), Set.of())).isNotEqualTo(of(swarm()));
    }

    @Test
    @DisplayName("where nodes have to be stable, one that is not yet is nothing, and one that becomes stable is something new")
    void stability() {
        List<Object> policy = List.of(new Rebalancing(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(5), 4, 2, false));
        Set<String> one = Circumstances.of(swarm().facts(), policy, Set.of(Cluster.id("n1")));

        assertThat(one).isEqualTo(Circumstances.of(new Cluster().node("n1").facts(), policy, Set.of(Cluster.id("n1"))));
        assertThat(Circumstances.of(swarm().facts(), policy, Set.of(Cluster.id("n1"), Cluster.id("n2"))))
                .containsAll(one).hasSize(one.size() + 1);
        assertThat(Circumstances.of(new Cluster().node("n1").facts(), policy, Set.of(Cluster.id("n1"), Cluster.id("n2"))))
                .as("stable a moment ago, and gone").isEqualTo(one);
    }
}
