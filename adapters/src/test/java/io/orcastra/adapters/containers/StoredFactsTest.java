package io.orcastra.adapters.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.adapters.agent.NodeStorage;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.UnusedVolume;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredFactsTest {

    @ParameterizedTest
    @CsvSource({"-300, 0", "-1, 0", "0, 0", "1, 1"})
    @DisplayName("A size below zero, as agents of earlier versions tell it of what nobody could measure, is none")
    void aSizeBelowZeroIsNone(long told, long known) {
        NodeStorage storage = new NodeStorage("n1", -1, List.of(new NodeStorage.Image("sha256:a", List.of(), 1, 1, told, false)),
                List.of(new NodeStorage.Ended("c", "job", 1, told)), List.of(new NodeStorage.Volume("v", true, 1, told)));

        assertThat(StoredFacts.of(storage, 1)).isEqualTo(Set.of(
                new StoredImage("n1", "sha256:a", known, Integer.MAX_VALUE, false, true),
                new StoppedContainer("n1", "c", "job", known, true), new UnusedVolume("n1", "v", known, true, true)));
    }
}
