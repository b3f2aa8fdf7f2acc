package io.orcastra.adapters.yaml;

import io.orcastra.adapters.yaml.AnchorEntry.Dependent;
import io.orcastra.adapters.yaml.OptionsReader.Options;
import io.orcastra.facts.policy.Anchor;
import io.orcastra.facts.policy.CyclicDependency;
import io.orcastra.facts.policy.Dependency;
import io.orcastra.facts.policy.LabelPruning;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts what the files say together as facts, and judges what only shows when all is together. */
final class PolicyBuilder {
    private static final int MOST_NAMED = 5;

    private final Duration longestMismatch;
    private final Set<Object> facts = new LinkedHashSet<>();
    private final Map<String, AnchorEntry> anchorsByName = new HashMap<>();
    private final Map<String, AnchorEntry> anchorsByDependent = new HashMap<>();
    private final Circles circles = new Circles();

    PolicyBuilder(Duration longestMismatch) {
        this.longestMismatch = longestMismatch;
    }

    Set<Object> facts() {
        return facts;
    }

    void rebalancing(Collection<?> settings) {
        facts.addAll(settings);
    }

    void exporter(Collection<?> wish) {
        facts.addAll(wish);
    }

    void chores(Collection<?> settings) {
        facts.addAll(settings);
    }

    void windows(Collection<?> spans) {
        facts.addAll(spans);
    }

    void fencing(Collection<?> settings) {
        facts.addAll(settings);
    }

    void rules(Collection<?> settings) {
        facts.addAll(settings);
    }

    void options(Options options, boolean prune) {
        facts.addAll(options.protectedLabels());
        facts.addAll(options.movable());
        if (prune) {
            facts.add(new LabelPruning());
        }
    }

    void anchors(List<AnchorEntry> entries) {
        entries.forEach(this::anchor);
        circles.found().forEach(services -> circle(services, entries));
    }

    /** After the anchors, because a label must have one writer only. */
    void inventory(InventoryReader inventory) {
        facts.addAll(inventory.nodes());
        facts.addAll(inventory.wishes());
        for (InventoryReader.Placed placed : inventory.labels()) {
            String key = placed.label().key();
            AnchorEntry anchor = anchorsByName.get(key);
            if (anchor != null) {
                placed.at().error("label " + Seen.quoted(key) + " of " + placed.label().hostname()
                                + " is also the label of the anchor " + key + " in line "
                                + (anchor.at().node().getStartMark().getLine() + 1) + " of " + anchor.at().source().file(),
                        "Maybe remove it here: Orcastra sets it where the anchor runs.");
            }
            facts.add(placed.label());
        }
    }

    private void anchor(AnchorEntry entry) {
        Anchor anchor = entry.anchor();
        anchorsByName.put(anchor.name(), entry);
        facts.add(anchor);
        Duration giveUpAfter = longest(longestMismatch, anchor.retryIntervals());
        for (Dependent dependent : entry.dependents()) {
            if (dependent.service().equals(anchor.service())) {
                dependent.at().error(Seen.quoted(anchor.service()) + " follows itself",
                        "Maybe another service was meant, or remove the entry.");
                continue;
            }
            warnAboutSecondAnchor(entry, dependent);
            circles.follows(dependent.service(), anchor.service());
            facts.add(new Dependency(anchor.service(), dependent.service(), anchor.restartDependents(),
                    anchor.retryIntervals(), giveUpAfter));
        }
    }

    private void warnAboutSecondAnchor(AnchorEntry entry, Dependent dependent) {
        AnchorEntry first = anchorsByDependent.putIfAbsent(dependent.service(), entry);
        if (first != null) {
            dependent.at().warning(Seen.quoted(dependent.service()) + " follows both " + first.anchor().name() + " and "
                            + entry.anchor().name() + ": it can only be placed while a node runs both",
                    "Maybe let it follow one of them, and the other anchor too.");
        }
    }

    private void circle(List<String> services, List<AnchorEntry> entries) {
        facts.add(new CyclicDependency(services));
        entries.stream().filter(entry -> services.contains(entry.anchor().service())).findFirst()
                .ifPresent(entry -> entry.at().warning(
                        "these services follow each other in a circle and are never moved: " + some(services),
                        "Maybe one of them should only be followed."));
    }

    private static String some(List<String> services) {
        String first = String.join(", ", services.subList(0, Math.min(MOST_NAMED, services.size())));
        return services.size() <= MOST_NAMED ? first : first + " and " + (services.size() - MOST_NAMED) + " more";
    }

    private static Duration longest(Duration least, List<Duration> intervals) {
        Duration sum = intervals.stream().reduce(Duration.ZERO, Duration::plus);
        return sum.compareTo(least) > 0 ? sum : least;
    }
}
