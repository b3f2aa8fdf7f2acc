package io.orcastra.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.cluster.Resources;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DigestTest {
    private record Box(Set<String> names, Map<String, Set<String>> byName) {
    }

    private static Box box(String... names) {
        Map<String, Set<String>> byName = new LinkedHashMap<>();
        for (String name : names) {
            byName.put(name, new LinkedHashSet<>(List.of(names)));
        }
        return new Box(new LinkedHashSet<>(List.of(names)), byName);
    }

    @Test
    @DisplayName("the order of a set or map makes no difference, however deep it lies")
    void orderOfSets() {
        assertThat(box("a", "b", "c")).asString().isNotEqualTo(box("c", "a", "b").toString());
        assertThat(Digest.of(box("a", "b", "c"))).isEqualTo(Digest.of(box("c", "a", "b"))).isNotEqualTo(Digest.of(box("a", "b", "d")));
        assertThat(Digest.of(new LinkedHashSet<>(List.of(box("a", "b"), box("x")))))
                .isEqualTo(Digest.of(new LinkedHashSet<>(List.of(box("x"), box("b", "a")))));
    }

    @Test
    @DisplayName("the order of a list and of the parts makes one")
    void orderOfLists() {
        assertThat(Digest.of(List.of("a", "b"))).isNotEqualTo(Digest.of(List.of("b", "a")));
        assertThat(Digest.of("a", "b")).isNotEqualTo(Digest.of("b", "a"));
    }

    @Test
    @DisplayName("a fact without sets has the digest of its text, as ledgers of earlier versions hold it")
    void asItsText() {
        Resources some = new Resources(1, 2, Map.of());

        assertThat(Digest.of(some)).isEqualTo(Digest.of("Resources[nanoCpus=1, memoryBytes=2, generic=[]]"));
        assertThat(new Resources(1, 2, Map.of("gpu", 1L))).satisfies(more -> assertThat(Digest.of(more)).isNotEqualTo(Digest.of(some)));
    }

    @Test
    @DisplayName("a brief one is short and still tells things apart")
    void brief() {
        assertThat(Digest.of(box("a")).brief()).hasSize(8).isEqualTo(Digest.of(box("a")).brief()).isNotEqualTo(Digest.of(box("b")).brief());
    }
}
