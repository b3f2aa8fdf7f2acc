package io.orcastra.engine.memory;

import io.orcastra.engine.record.Evidence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What rules concluded and why, brought up to date by differences: what nothing touched since the last look is not
 * looked at again. Used by one thread.
 */
final class Justified {
    private static final Comparator<Evidence> FIRST_RULE = Comparator.comparing(Evidence::rule)
            .thenComparing(one -> one.facts().toString());

    private final Predicate<Object> live;
    /** By its text, which is made once, and its type. */
    private final Map<String, Object> concluded = new TreeMap<>();
    private final Map<Object, String> texts = new HashMap<>();
    private final Map<Object, List<Evidence>> evidence = new HashMap<>();
    private final Map<Object, Evidence> best = new HashMap<>();
    private final Map<Object, Set<Object>> restingOn = new HashMap<>();
    private final Set<Object> touched = new HashSet<>();

    /** @param live whether a fact is there now */
    Justified(Predicate<Object> live) {
        this.live = live;
    }

    void conclude(Object fact) {
        String text = texts.computeIfAbsent(fact, same -> same + " " + same.getClass().getName());
        concluded.put(text, fact);
        touched.add(fact);
    }

    void justify(Object fact, Evidence why) {
        List<Evidence> all = evidence.computeIfAbsent(fact, none -> new ArrayList<>(1));
        if (!all.contains(why)) {
            all.add(why);
            records(why).forEach(one -> restingOn.computeIfAbsent(one, none -> new HashSet<>(2)).add(fact));
        }
        touched.add(fact);
    }

    /** The fact is not concluded any more. */
    void forget(Object fact) {
        String text = texts.remove(fact);
        if (text != null) {
            concluded.remove(text);
            best.remove(fact);
            touched.remove(fact);
            List<Evidence> all = evidence.remove(fact);
            release(fact, all == null ? List.of() : all, List.of());
        }
    }

    /** What rests on this fact has to be judged anew. */
    void gone(Object fact) {
        touched.addAll(restingOn.getOrDefault(fact, Set.of()));
    }

    /** In a stable order. */
    Collection<Object> concluded() {
        return concluded.values();
    }

    /** Of each conclusion the evidence of the first rule that still holds. */
    Map<Object, Evidence> evidence() {
        for (Object fact : touched) {
            List<Evidence> all = evidence.getOrDefault(fact, List.of());
            List<Evidence> broken = all.stream().filter(one -> !records(one).stream().allMatch(live)).toList();
            if (!broken.isEmpty()) {
                all.removeAll(broken);
                release(fact, broken, all);
            }
            if (texts.containsKey(fact) && !all.isEmpty()) {
                best.put(fact, all.size() == 1 ? all.get(0) : all.stream().min(FIRST_RULE).orElseThrow());
            } else {
                best.remove(fact);
            }
        }
        touched.clear();
        return best;
    }

    private void release(Object fact, List<Evidence> former, List<Evidence> left) {
        Set<Object> still = new HashSet<>();
        left.forEach(one -> still.addAll(records(one)));
        for (Evidence one : former) {
            for (Object matched : records(one)) {
                Set<Object> resting = restingOn.get(matched);
                if (resting != null && !still.contains(matched) && resting.remove(fact) && resting.isEmpty()) {
                    restingOn.remove(matched);
                }
            }
        }
    }

    /** Facts, not the sums and sets a rule collected on the way. */
    private static List<Object> records(Evidence why) {
        return why.facts().stream().filter(Record.class::isInstance).toList();
    }
}
