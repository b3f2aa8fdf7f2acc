package io.orcastra.adapters.prometheus.observe;

import static io.orcastra.adapters.prometheus.observe.SwarmOfNodes.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeNamesTest {

    private final Node oak = node("1", "oak", "10.0.0.1");
    private final Node elm = node("2", "elm", "10.0.0.1");

    @Test
    void anAddressOfOneNodeIsItsOwn() {
        assertThat(names(List.of(oak), Map.of("oak", "metal"))).isEqualTo(new NodeNames.Names(
                List.of("1", "10.0.0.1", "oak"), Optional.of("metal"), List.of("metal"), false));
    }

    @Test
    void anAddressOfTwoNodesIsNobodysUnlessBothAreOfOneHost() {
        NodeNames.Names ambiguous = new NodeNames.Names(List.of("1", "oak"), Optional.of("metal"), List.of("metal"), true);

        assertThat(names(List.of(oak, elm), Map.of("oak", "metal"))).isEqualTo(ambiguous);
        assertThat(names(List.of(oak, elm), Map.of("oak", "metal", "elm", "tin"))).isEqualTo(ambiguous);
    }

    @Test
    void anAddressOfTwoNodesOfOneHostIsTheHosts() {
        assertThat(names(List.of(oak, elm), Map.of("oak", "metal", "elm", "metal"))).isEqualTo(new NodeNames.Names(
                List.of("1", "oak"), Optional.of("metal"), List.of("metal", "10.0.0.1"), false));
    }

    private NodeNames.Names names(List<Node> nodes, Map<String, String> hosts) {
        return new NodeNames(nodes, hosts).of(oak);
    }
}
