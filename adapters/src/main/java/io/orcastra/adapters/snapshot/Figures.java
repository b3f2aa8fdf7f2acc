package io.orcastra.adapters.snapshot;

import io.orcastra.facts.cluster.EndedTask;
import io.orcastra.facts.cluster.HealthCheck;
import io.orcastra.facts.cluster.Node;
import io.orcastra.facts.cluster.NodeMemory;
import io.orcastra.facts.cluster.Resources;
import io.orcastra.facts.cluster.Service;
import io.orcastra.facts.cluster.SpreadPreference;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.Task;
import io.orcastra.facts.cluster.TaskMemory;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.control.Attempts;
import io.orcastra.facts.control.Backoff;
import io.orcastra.facts.control.LeftOutRule;
import io.orcastra.facts.control.MoveFailures;
import io.orcastra.facts.control.NodeLosses;
import io.orcastra.facts.policy.Autoheal;
import io.orcastra.facts.policy.GarbageCollection;
import io.orcastra.facts.policy.MemoryPolicy;
import io.orcastra.facts.policy.Rebalancing;
import io.orcastra.facts.policy.ServiceRebalancing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the figures of facts can be. Rules and planner count with them as they stand, so that what no engine, machine or
 * configuration can tell is refused where it is read.
 */
final class Figures {

    private static final List<Bound<?>> BOUNDS = Stream.of(
            Stream.of(new Bound<>(NodeMemory.class, "totalBytes", NodeMemory::totalBytes, 1, memory -> null),
                    new Bound<>(NodeMemory.class, "usedBytes", NodeMemory::usedBytes, 0, NodeMemory::totalBytes),
                    Bound.from(TaskMemory.class, "workingSetBytes", TaskMemory::workingSetBytes, 0)),
            resources(Node.class, "resources", Node::resources),
            resources(Service.class, "reservations", Service::reservations),
            Stream.of(Bound.from(Service.class, "replicas", Service::replicas, 0),
                    Bound.from(Service.class, "maxReplicasPerNode", Service::maxReplicasPerNode, 0),
                    Bound.from(Task.class, "slot", Task::slot, 0),
                    Bound.from(EndedTask.class, "slot", EndedTask::slot, 0),
                    Bound.from(SpreadPreference.class, "rank", SpreadPreference::rank, 0),
                    Bound.from(HealthCheck.class, "retries", HealthCheck::retries, 0),
                    Bound.from(StoredImage.class, "bytes", StoredImage::bytes, 0),
                    Bound.from(StoredImage.class, "newer", StoredImage::newer, 0),
                    Bound.from(StoppedContainer.class, "bytes", StoppedContainer::bytes, 0),
                    Bound.from(UnusedVolume.class, "bytes", UnusedVolume::bytes, 0)),
            Stream.of(Bound.from(Attempts.class, "count", Attempts::count, 0),
                    Bound.from(Backoff.class, "attempts", Backoff::attempts, 0),
                    Bound.from(MoveFailures.class, "count", MoveFailures::count, 0),
                    Bound.from(NodeLosses.class, "count", NodeLosses::count, 1),
                    Bound.from(LeftOutRule.class, "line", LeftOutRule::line, 0),
                    Bound.from(Autoheal.class, "attempts", Autoheal::attempts, 0),
                    Bound.from(GarbageCollection.class, "keep", GarbageCollection::keep, 0),
                    Bound.percent(MemoryPolicy.class, "thresholdPercent", MemoryPolicy::thresholdPercent),
                    Bound.percent(MemoryPolicy.class, "endsPercent", MemoryPolicy::endsPercent),
                    Bound.percent(MemoryPolicy.class, "emergencyPercent", MemoryPolicy::emergencyPercent),
                    Bound.percent(MemoryPolicy.class, "emergencyEndsPercent", MemoryPolicy::emergencyEndsPercent),
                    Bound.from(MemoryPolicy.class, "differenceBytes", MemoryPolicy::differenceBytes, 0),
                    Bound.from(MemoryPolicy.class, "bufferBytes", MemoryPolicy::bufferBytes, 0),
                    new Bound<>(Rebalancing.class, "priority", Rebalancing::priority, 1, rebalancing -> 5),
                    Bound.percent(Rebalancing.class, "gainPercent", Rebalancing::gainPercent),
                    Bound.from(ServiceRebalancing.class, "differenceBytes", ServiceRebalancing::differenceBytes, 0),
                    Bound.from(ServiceRebalancing.class, "bufferBytes", ServiceRebalancing::bufferBytes, 0)))
            .<Bound<?>>flatMap(bounds -> bounds).toList();

    private Figures() {
    }

    /** What is said of a fact with a figure that cannot be; empty when all can. */
    static Optional<String> impossible(Record fact) {
        return BOUNDS.stream().flatMap(bound -> bound.broken(fact).stream()).findFirst();
    }

    /** Of a type, the figures that are looked at. */
    static List<String> bounded(Class<? extends Record> type) {
        return BOUNDS.stream().filter(bound -> bound.type == type).map(Bound::figure).toList();
    }

    private static <F extends Record> Stream<Bound<F>> resources(Class<F> type, String name, Function<F, Resources> resources) {
        return Stream.of(Bound.from(type, name + ".nanoCpus", fact -> resources.apply(fact).nanoCpus(), 0),
                Bound.from(type, name + ".memoryBytes", fact -> resources.apply(fact).memoryBytes(), 0),
                Bound.from(type, name + ".generic", fact -> resources.apply(fact).generic().values().stream()
                        .min(Long::compare).orElse(0L), 0));
    }

    /**
     * Between what a figure of a fact must lie.
     *
     * @param most of that fact; null when there is none
     */
    private record Bound<F extends Record>(
            Class<F> type, String figure, Function<F, Number> value, long least, Function<F, Number> most) {

        static <F extends Record> Bound<F> from(Class<F> type, String figure, Function<F, Number> value, long least) {
            return new Bound<>(type, figure, value, least, fact -> null);
        }

        static <F extends Record> Bound<F> percent(Class<F> type, String figure, Function<F, Number> value) {
            return new Bound<>(type, figure, value, 0, fact -> 100);
        }

        Optional<String> broken(Record fact) {
            return type.isInstance(fact) ? brokenBy(type.cast(fact)) : Optional.empty();
        }

        private Optional<String> brokenBy(F fact) {
            Number seen = value.apply(fact);
            Number largest = most.apply(fact);
            boolean possible = exact(seen).compareTo(BigDecimal.valueOf(least)) >= 0
                    && (largest == null || exact(seen).compareTo(exact(largest)) <= 0);
            return possible ? Optional.empty() : Optional.of(figure + " of a " + type.getSimpleName() + " is " + seen + ", it is "
                    + (largest == null ? least + " at least" : "from " + least + " to " + largest));
        }

        private static BigDecimal exact(Number number) {
            return new BigDecimal(number.toString());
        }
    }
}
