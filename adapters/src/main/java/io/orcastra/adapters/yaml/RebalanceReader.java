package io.orcastra.adapters.yaml;

import java.util.List;
import java.util.Optional;

/** Validates {@code rebalance_config.yml}; nothing of it is in force yet. */
final class RebalanceReader {
    private static final List<String> PER_SERVICE = List.of("cooldown_minutes", "sustained_high_minutes");

    private RebalanceReader() {
    }

    static void read(Section root) {
        wholes(root, List.of("comonitor_interval_seconds", "monitor_interval_seconds"));
        Section standard = root.section("default");
        wholes(standard, List.of("check_interval_seconds", "cooldown_minutes", "sustained_high_minutes"));
        gigabytes(standard.get("memory_difference_gb"));
        gigabytes(standard.get("rebalance_buffer_gb"));
        standard.get("dependencies_file").ifPresent(Value::text);
        for (Section.Entry host : root.section("node_exporter_nodes").entries()) {
            host.value().section().flatMap(section -> section.get("exporter_url")).ifPresent(RebalanceReader::url);
        }
        root.section("node_exporters").entries().forEach(node -> url(node.value()));
        root.section("node_map").entries().forEach(node -> node.value().text());
        for (Section.Entry service : root.section("services").entries()) {
            service.value().section().ifPresent(section -> {
                wholes(section, PER_SERVICE);
                gigabytes(section.get("memory_difference_gb"));
            });
        }
    }

    private static void wholes(Section section, List<String> names) {
        for (String name : names) {
            section.get(name).ifPresent(Value::whole);
        }
    }

    private static void gigabytes(Optional<Value> value) {
        value.ifPresent(present -> present.text()
                .filter(text -> !text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?"))
                .ifPresent(text -> present.unexpected("a number of gigabytes", "Maybe write 2 or 1.5.")));
    }

    private static void url(Value value) {
        value.text()
                .filter(text -> !text.matches("https?://[^\\s/]+(/\\S*)?"))
                .ifPresent(text -> value.unexpected("a URL", "Maybe write http://my-host:9100/metrics."));
    }
}
