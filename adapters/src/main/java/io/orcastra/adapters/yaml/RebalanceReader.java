package io.orcastra.adapters.yaml;

import java.util.List;
import java.util.Optional;

/** Validates the policies of {@code rebalance_config.yml}; they are not in force yet. */
final class RebalanceReader {
    private static final List<String> PER_SERVICE = List.of("cooldown_minutes", "sustained_high_minutes");

    private RebalanceReader() {
    }

    static void read(Section root) {
        Section standard = root.section("default");
        wholes(standard, List.of("cooldown_minutes", "sustained_high_minutes"));
        gigabytes(standard.get("memory_difference_gb"));
        gigabytes(standard.get("rebalance_buffer_gb"));
        standard.get("dependencies_file").ifPresent(Value::text);
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
}
