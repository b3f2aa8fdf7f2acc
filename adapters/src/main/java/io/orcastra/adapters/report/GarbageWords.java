package io.orcastra.adapters.report;

import io.orcastra.engine.record.DecisionRecord;
import io.orcastra.engine.record.Evidence;
import io.orcastra.facts.cluster.ImageName;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.condition.Garbage;
import io.orcastra.facts.decision.CollectGarbage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What garbage is worth, what it is called and why it is garbage, for whoever is to agree to its removal. */
final class GarbageWords {
    static final GarbageWords NONE = new GarbageWords(new HashMap<>(), new HashMap<>(), new HashMap<>());

    private final Map<String, Garbage> garbage;
    private final Map<String, String> names;
    private final Map<String, String> reasons;

    private GarbageWords(Map<String, Garbage> garbage, Map<String, String> names, Map<String, String> reasons) {
        this.garbage = garbage;
        this.names = names;
        this.reasons = reasons;
    }

    GarbageWords(DecisionRecord record) {
        this(new HashMap<>(), new TreeMap<>(), new HashMap<>());
        record.conditions().stream().filter(Garbage.class::isInstance).map(Garbage.class::cast).forEach(one -> {
            garbage.put(key(one.nodeId(), one.item()), one);
            Evidence evidence = record.evidence().get(one);
            reasons.put(key(one.nodeId(), one.item()), evidence == null ? "" : evidence.sentence());
        });
        named(record.facts());
    }

    /** Such as {@code nginx:1.25, 61.2 MiB: an image nobody needs is garbage}; empty when nothing is known. */
    String of(String nodeId, String item) {
        Garbage known = garbage.get(key(nodeId, item));
        if (known == null) {
            return "";
        }
        String name = names.getOrDefault(key(nodeId, item), "");
        String reason = reasons.get(key(nodeId, item));
        return (name.isEmpty() ? "" : name + ", ") + size(known.bytes()) + (reason.isEmpty() ? "" : ": " + reason);
    }

    /** Of all of it together; empty when nothing is known. */
    String total(CollectGarbage collect) {
        long bytes = collect.items().stream().map(item -> garbage.get(key(collect.nodeId(), item)))
                .filter(one -> one != null).mapToLong(Garbage::bytes).sum();
        return collect.items().stream().anyMatch(item -> garbage.containsKey(key(collect.nodeId(), item)))
                ? size(bytes) + " in all" : "";
    }

    private void named(Collection<?> facts) {
        for (Object fact : facts) {
            if (fact instanceof ImageName image) {
                names.merge(key(image.nodeId(), "image " + image.imageId()), image.name(),
                        (one, other) -> one.compareTo(other) < 0 ? one : other);
            } else if (fact instanceof StoppedContainer container) {
                names.put(key(container.nodeId(), "container " + container.containerId()), container.name());
            }
        }
    }

    private static String key(String nodeId, String item) {
        return nodeId + " " + item;
    }

    private static String size(long bytes) {
        return new Quantity(bytes, "bytes").text();
    }
}
