package io.orcastra.adapters.yaml;

import io.orcastra.adapters.recorder.RecorderSettings;
import io.orcastra.engine.plan.Budgets;
import io.orcastra.facts.policy.MovableService;
import io.orcastra.facts.policy.ProtectedLabel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code options} and {@code movable}. */
final class OptionsReader {
    private static final int LONGEST_PATTERN = 128;

    /** What the file says; durations and budgets are complete, {@code prune} is absent when the file is silent. */
    record Options(
            Optional<Boolean> prune,
            List<ProtectedLabel> protectedLabels,
            List<MovableService> movable,
            Duration settle,
            Duration cooldown,
            Duration leaseRenew,
            Duration leaseFree,
            Budgets budgets,
            RecorderSettings recorder) {
    }

    private OptionsReader() {
    }

    static Options read(Section root) {
        Section options = root.section("options");
        Section lease = options.section("lease");
        Section budgets = options.section("budgets");
        Section recorder = options.section("recorder");
        int renew = lease.number("renew_seconds");
        int free = lease.number("free_seconds");
        if (free <= renew) {
            options.get("lease").ifPresent(value -> value.error(
                    "a lease renewed every " + renew + " s would be free after " + free + " s already",
                    "Maybe let free_seconds be half as long again as renew_seconds."));
        }
        return new Options(
                options.flag("prune_unknown_labels"),
                options.get("protected_labels").flatMap(Value::list).orElse(List.of()).stream()
                        .flatMap(value -> protectedLabel(value).stream()).toList(),
                root.get("movable").flatMap(Value::list).orElse(List.of()).stream()
                        .flatMap(value -> ServiceName.full(value).stream()).map(MovableService::new).toList(),
                Duration.ofSeconds(options.number("settle_seconds")),
                Duration.ofSeconds(options.number("cooldown_seconds")),
                Duration.ofSeconds(renew),
                Duration.ofSeconds(free),
                budgets(budgets),
                new RecorderSettings((long) recorder.number("size_mb") << 20,
                        Duration.ofSeconds(recorder.number("sync_seconds"))));
    }

    private static Budgets budgets(Section section) {
        Budgets usual = new Budgets(section.number("moves_per_cycle"), section.number("moves_per_node"),
                section.number("moves_per_hour"));
        return new Budgets(usual.perCycle(), usual.perNode(), usual.perHour(),
                emergency(section, "moves_per_cycle", usual.emergencyPerCycle()),
                emergency(section, "moves_per_hour", usual.emergencyPerHour()));
    }

    /** Everything counts, so less than usual would hold up exactly what is urgent. */
    private static int emergency(Section section, String usual, int otherwise) {
        Optional<Value> value = section.get("emergency_" + usual);
        int number = value.flatMap(Value::whole).orElse(otherwise);
        int least = section.number(usual);
        if (number < least) {
            value.ifPresent(written -> written.error("an emergency could begin " + number + " moves where otherwise "
                    + least + " are allowed", "Maybe leave it out: then it is twice " + usual + "."));
        }
        return number;
    }

    private static Optional<ProtectedLabel> protectedLabel(Value value) {
        Optional<String> pattern = value.text();
        if (pattern.isPresent() && (pattern.get().isBlank() || pattern.get().length() > LONGEST_PATTERN)) {
            return value.unexpected("a pattern of at most " + LONGEST_PATTERN + " characters",
                    "Maybe write a part of the label and a *.");
        }
        return pattern.map(text -> new ProtectedLabel(Wildcards.regex(text)));
    }
}
