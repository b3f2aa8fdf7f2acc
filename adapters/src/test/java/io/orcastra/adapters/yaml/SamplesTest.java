package io.orcastra.adapters.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.InventoryNode;
import io.orcastra.facts.policy.LabelPruning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
    static final Path SAMPLES = Path.of("..", "config", "samples");

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> folders = Files.list(SAMPLES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void everySampleIsAConfiguration(Path sample) {
        assertThat(new Folder(sample).load().observesOnly()).isFalse();
    }

    @Test
    void theSmallSampleIsFlawless() {
        Configuration small = new Folder(SAMPLES.resolve("small")).load();

        assertThat(small.warnings()).isEmpty();
        assertThat(count(small, InventoryNode.class)).isEqualTo(3);
        assertThat(count(small, Anchor.class)).isEqualTo(2);
        assertThat(count(small, Dependency.class)).isEqualTo(4);
    }

    @Test
    void theFullSampleHasTheUsualSizeAndWarnsOfNothing() {
        Configuration full = new Folder(SAMPLES.resolve("full")).load();

        assertThat(full.warnings()).isEmpty();
        assertThat(count(full, InventoryNode.class)).isEqualTo(8);
        assertThat(count(full, Anchor.class)).isEqualTo(20);
        assertThat(count(full, Dependency.class)).isEqualTo(34);
    }

    @Test
    void theSplitSampleTakesItsStackFromTheEnvironment() {
        Configuration split = new Folder(SAMPLES.resolve("split")).load(Map.of("STACK_NAME", "office"));

        assertThat(split.files()).extracting(Path::getFileName).extracting(Path::toString)
                .containsExactly("nodes.yml", "dependencies.yml", "rebalance_config.yml");
        assertThat(split.policies()).filteredOn(Anchor.class::isInstance).extracting("service")
                .containsExactly("office_wiki_db", "office_tickets_db");
        assertThat(split.policies()).contains(new LabelPruning());
    }

    private static long count(Configuration configuration, Class<?> type) {
        return configuration.policies().stream().filter(type::isInstance).count();
    }
}
