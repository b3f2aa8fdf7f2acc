package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.Fencing;
import io.orcastra.facts.policy.FencingMode;
import io.orcastra.facts.policy.ServiceFencing;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code fencing}. */
final class FencingReader {
    private final Set<Object> facts = new LinkedHashSet<>();

    FencingReader(Section root) {
        Section fencing = root.section("fencing");
        fencing.get("default").flatMap(FencingReader::mode).ifPresent(mode -> facts.add(new Fencing(mode)));
        fencing.section("services").entries().forEach(this::service);
    }

    Set<Object> facts() {
        return facts;
    }

    private void service(Section.Entry entry) {
        Optional<FencingMode> mode = mode(entry.value());
        Optional<String> name = ServiceName.checked(entry.name(), entry.key());
        if (mode.isPresent() && name.isPresent()) {
            facts.add(new ServiceFencing(name.get(), mode.get()));
        }
    }

    private static Optional<FencingMode> mode(Value place) {
        return place.text().flatMap(text -> {
            for (FencingMode mode : FencingMode.values()) {
                if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return Optional.of(mode);
                }
            }
            return place.unexpected("off, wait or ssh", "Maybe write " + place.name() + ": wait.");
        });
    }
}
