package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.AnchorEntry.Dependent;
import io.orcastra.facts.policy.Anchor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code dependencies}: the map form and the short list form of each anchor. */
final class DependencyReader {
    static final List<Integer> STANDARD_INTERVALS = List.of(2, 10, 60, 300, 900);
    private static final int MOST_INTERVALS = 20;

    private final String stackName;
    private final boolean restartDependents;

    DependencyReader(String stackName, boolean restartDependents) {
        this.stackName = stackName;
        this.restartDependents = restartDependents;
    }

    List<AnchorEntry> read(Section dependencies) {
        List<AnchorEntry> anchors = new ArrayList<>();
        for (Section.Entry entry : dependencies.entries()) {
            LabelKey.checked(entry.name(), entry.key()).flatMap(name -> anchor(name, entry)).ifPresent(anchors::add);
        }
        return anchors;
    }

    private Optional<AnchorEntry> anchor(String name, Section.Entry entry) {
        Value value = entry.value();
        if (value.isNull() || value.isList()) {
            Optional<Value> services = value.isNull() ? Optional.empty() : Optional.of(value.readAs("services"));
            return entryOf(name, entry.key(), stackName, restartDependents, seconds(STANDARD_INTERVALS), services);
        }
        if (!value.isMapping()) {
            return value.unexpected("a map or a list of services", "Maybe write " + name + ": [my-service].");
        }
        Section section = value.section().orElseThrow();
        String stack = section.get("stack").flatMap(Value::text).orElse(stackName);
        boolean restart = section.flag("restart_dependents").orElse(restartDependents);
        return entryOf(name, entry.key(), stack, restart, intervals(section), section.get("services"));
    }

    private static Optional<AnchorEntry> entryOf(
            String name, Value at, String stack, boolean restart, List<Duration> intervals, Optional<Value> services) {
        List<Dependent> dependents = services.flatMap(Value::list).map(list -> dependents(stack, list)).orElse(List.of());
        return ServiceName.checked(stack + "_" + name, at)
                .map(service -> new AnchorEntry(new Anchor(name, service, restart, intervals), dependents, at));
    }

    private static List<Dependent> dependents(String stack, List<Value> list) {
        Map<String, Dependent> dependents = new LinkedHashMap<>();
        for (Value entry : list) {
            ServiceName.inStack(stack, entry).ifPresent(service -> {
                if (dependents.putIfAbsent(service, new Dependent(service, entry)) != null) {
                    entry.warning(Seen.quoted(service) + " is listed twice", "Maybe another service was meant.");
                }
            });
        }
        return List.copyOf(dependents.values());
    }

    private static List<Duration> intervals(Section section) {
        Optional<Value> value = section.get("retry_intervals");
        Optional<List<Value>> list = value.flatMap(Value::list);
        if (list.isEmpty()) {
            return seconds(STANDARD_INTERVALS);
        }
        int size = list.get().size();
        if (size == 0 || size > MOST_INTERVALS) {
            value.get().error(value.get().path() + " has " + size + " entries, not 1 to " + MOST_INTERVALS,
                    "Maybe leave it out for " + STANDARD_INTERVALS + ".");
        }
        return seconds(list.get().stream().limit(MOST_INTERVALS).flatMap(seconds -> seconds.whole().stream()).toList());
    }

    private static List<Duration> seconds(List<Integer> numbers) {
        return numbers.stream().map(Duration::ofSeconds).toList();
    }
}
