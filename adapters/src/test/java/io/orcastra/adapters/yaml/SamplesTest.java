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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

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
        Configuration full = new Folder(SAMPLES.resolve("full")).load(Map.of("TLD", "example.org"));

        assertThat(full.warnings()).isEmpty();
        assertThat(count(full, InventoryNode.class)).isEqualTo(8);
        assertThat(count(full, Anchor.class)).isEqualTo(20);
        assertThat(count(full, Dependency.class)).isEqualTo(34);
    }

    /** What users of the original have; the exporter's keys are the original's all. */
    @Test
    void theFullSampleHasTheOriginalsKeysAlone() throws IOException {
        Map<String, Pattern> allowed = Map.of("swarm.yml", Pattern.compile("leader|advertise_addr|nodes/[^/]+/(ip|labels)"
                        + "|options/prune_unknown_labels|dependencies/[^/]+/(stack|restart_dependents|retry_intervals|services)"),
                "rebalance_config.yml", Pattern.compile("comonitor_interval_seconds|default/(cooldown_minutes|sustained_high_minutes"
                        + "|memory_difference_gb)|node_exporter_nodes/[^/]+/exporter_url|node_map/[^/]+"
                        + "|services/[^/]+/(cooldown_minutes|memory_difference_gb)"));
        for (Map.Entry<String, Pattern> file : allowed.entrySet()) {
            Set<String> keys = new TreeSet<>();
            leaves("", new Yaml().load(Files.readString(SAMPLES.resolve("full").resolve(file.getKey()))), keys);
            assertThat(keys).as(file.getKey()).isNotEmpty().allMatch(file.getValue().asMatchPredicate());
        }
        assertThat(SAMPLES.resolve("full").toFile().list()).containsExactlyInAnyOrder("swarm.yml", "rebalance_config.yml",
                "node_exporter_deploy.yml", "swarm-orch.command.yml");
    }

    private static void leaves(String path, Object value, Set<String> keys) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, below) -> leaves(path.isEmpty() ? "" + key : path + "/" + key, below, keys));
        } else {
            keys.add(path);
        }
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
