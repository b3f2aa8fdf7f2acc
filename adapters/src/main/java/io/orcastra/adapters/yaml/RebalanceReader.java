package io.orcastra.adapters.yaml;

import io.orcastra.facts.policy.KeptApart;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.NodeTiers;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.ServiceRebalancing;
import io.orcastra.facts.policy.ServiceStartLimit;
import io.orcastra.facts.policy.SpreadRepair;
import io.orcastra.facts.policy.StartLimit;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the policies of {@code rebalance_config.yml}; that the file is there, even empty, means that the operator wants rebalancing. */
final class RebalanceReader {
    static final List<Variable> VARIABLES = List.of(
            Variable.REBALANCE_GLOBAL_COOLDOWN_MINUTES, Variable.REBALANCE_GLOBAL_MEM_THRESHOLD_PERCENT);
    private static final long GIGABYTE = 1L << 30;

    private final Section root;
    private final Section standard;
    private final EnvironmentReader variables;
    private final Duration cooldown;
    private final Duration sustained;
    private final long difference;
    private final long buffer;
    private final Set<Object> facts = new LinkedHashSet<>();

    RebalanceReader(Section root, EnvironmentReader variables) {
        this.root = root;
        this.standard = root.section("default");
        this.variables = variables;
        cooldown = ofMinutes(standard.decimal("cooldown_minutes"));
        sustained = ofMinutes(standard.decimal("sustained_high_minutes"));
        difference = ofGigabytes(standard.decimal("memory_difference_gb"));
        buffer = ofGigabytes(standard.decimal("rebalance_buffer_gb"));
    }

    /** Facts of the policies, complete with their defaults. */
    Set<Object> facts() {
        standard.get("dependencies_file").ifPresent(Value::text);
        double rest = standard.decimal("global_cooldown_minutes");
        facts.add(new Rebalancing(
                cooldown, ofMinutes(standard.decimal("node_cooldown_minutes")),
                ofMinutes(variables.decimalIfSet(Variable.REBALANCE_GLOBAL_COOLDOWN_MINUTES, Keys.MINUTES, rest).orElse(rest)),
                ofMinutes(standard.decimal("stable_minutes")), standard.number("priority_threshold"),
                standard.decimal("gain_percent"), standard.flag("avoid_managers").orElse(false)));
        facts.add(memory());
        root.section("services").entries().forEach(this::service);
        if (standard.flag("spread").orElse(false)) {
            facts.add(new SpreadRepair());
        }
        facts.add(new StartLimit(ofSeconds(standard.decimal("start_limit_seconds"))));
        facts.add(new NodeTiers(standard.get("tier_label")
                .flatMap(value -> value.text().flatMap(key -> LabelKey.checked(key, value))).orElse("tier")));
        root.get("anti_affinity").flatMap(Value::list).orElse(List.of()).forEach(this::apart);
        return facts;
    }

    private MemoryPolicy memory() {
        double usual = standard.decimal("memory_threshold_percent");
        double threshold = variables.decimalIfSet(Variable.REBALANCE_GLOBAL_MEM_THRESHOLD_PERCENT, Keys.PERCENT, usual).orElse(usual);
        double hysteresis = standard.decimal("memory_hysteresis_percent");
        double emergency = standard.decimal("emergency_percent");
        if (hysteresis > threshold) {
            problem("memory_hysteresis_percent", "pressure that begins at " + threshold + " % cannot end " + hysteresis
                    + " points below", "Maybe write 5.");
        }
        if (emergency < threshold) {
            problem("emergency_percent", "an emergency from " + emergency + " % on would come before the pressure that begins at "
                    + threshold + " %", "Maybe write a number between the threshold and 100.");
        }
        return new MemoryPolicy(threshold, threshold - hysteresis, sustained,
                emergency, emergency - hysteresis, ofSeconds(standard.decimal("emergency_seconds")), difference, buffer);
    }

    private void service(Section.Entry entry) {
        Optional<Section> own = entry.value().isNull() ? Optional.empty() : entry.value().section();
        own.ifPresent(section -> ServiceName.checked(entry.name(), entry.key()).ifPresent(name -> service(name, section)));
    }

    private void service(String name, Section section) {
        facts.add(new ServiceRebalancing(name,
                own(section, "cooldown_minutes").map(RebalanceReader::ofMinutes).orElse(cooldown),
                own(section, "sustained_high_minutes").map(RebalanceReader::ofMinutes).orElse(sustained),
                own(section, "memory_difference_gb").map(RebalanceReader::ofGigabytes).orElse(difference),
                own(section, "rebalance_buffer_gb").map(RebalanceReader::ofGigabytes).orElse(buffer)));
        own(section, "start_limit_seconds").map(RebalanceReader::ofSeconds)
                .ifPresent(limit -> facts.add(new ServiceStartLimit(name, limit)));
    }

    private static Optional<Double> own(Section section, String name) {
        return section.get(name).flatMap(Value::decimal);
    }

    private void apart(Value group) {
        List<Value> entries = group.list().orElse(List.of());
        List<String> names = entries.stream().flatMap(entry -> entry.text().stream()
                .flatMap(name -> ServiceName.checked(name, entry).stream())).distinct().toList();
        if (names.size() < 2 && group.isList()) {
            group.unexpected("a group of two services or more", "Maybe write [[shop_db, wiki_db]], with full names.");
        }
        String label = String.join(" ", names);
        names.forEach(name -> facts.add(new KeptApart(name, label)));
    }

    private void problem(String key, String message, String advice) {
        Optional<Value> place = standard.get(key).or(() -> standard.get("memory_threshold_percent"));
        place.ifPresentOrElse(value -> value.error(message, advice), () -> variables.malformed(
                Variable.REBALANCE_GLOBAL_MEM_THRESHOLD_PERCENT, "in keeping with the file: " + message, advice));
    }

    private static Duration ofMinutes(double minutes) {
        return ofSeconds(60 * minutes);
    }

    private static Duration ofSeconds(double seconds) {
        return Duration.ofMillis(Math.round(1_000 * seconds));
    }

    private static long ofGigabytes(double gigabytes) {
        return Math.round(GIGABYTE * gigabytes);
    }
}
