package io.orcastra.rules.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Walks elements against facts, one after the other. Used by one thread. */
final class Matching {
    private final FactBase facts;
    private final Accessors accessors;
    private final Summing summing;

    Matching(FactBase facts) {
        this.facts = facts;
        accessors = facts.accessors();
        summing = new Summing(accessors);
    }

    FactBase facts() {
        return facts;
    }

    /** Told of every element that has no match after what was matched before it. */
    interface Watcher {
        Watcher NONE = (at, before) -> { };

        void stopped(int at, Bindings before);
    }

    /**
     * Goes through the matches until {@code sink} wants no more.
     *
     * @return whether it was stopped by the sink
     */
    boolean walk(List<Element> elements, Bindings begin, Predicate<Bindings> sink, Watcher watcher) {
        return walk(elements, 0, begin, sink, watcher);
    }

    boolean any(List<Element> elements, Bindings begin) {
        return walk(elements, begin, match -> true, Watcher.NONE);
    }

    List<Bindings> all(List<Element> elements, Bindings begin) {
        List<Bindings> all = new ArrayList<>();
        walk(elements, begin, match -> {
            all.add(match);
            return false;
        }, Watcher.NONE);
        return all;
    }

    private boolean walk(List<Element> elements, int at, Bindings before, Predicate<Bindings> sink, Watcher watcher) {
        if (at == elements.size()) {
            return sink.test(before);
        }
        List<Bindings> next = next(elements.get(at), before);
        if (next.isEmpty()) {
            watcher.stopped(at, before);
        }
        for (Bindings each : next) {
            if (walk(elements, at + 1, each, sink, watcher)) {
                return true;
            }
        }
        return false;
    }

    private List<Bindings> next(Element element, Bindings before) {
        facts.whereabouts().at(element);
        if (element instanceof Element.FactPattern pattern) {
            List<Bindings> next = new ArrayList<>();
            for (Object fact : candidates(pattern, before)) {
                if (failing(pattern, fact, before) == pattern.constraints().size()) {
                    next.add(before.with(pattern, fact, accessors));
                }
            }
            return next;
        }
        if (element instanceof Element.Absence absence) {
            return any(absence.inner(), before) ? List.of() : List.of(before);
        }
        if (element instanceof Element.Presence presence) {
            return any(presence.inner(), before) ? List.of(before) : List.of();
        }
        return summed((Element.Summary) element, before);
    }

    private List<Bindings> summed(Element.Summary summary, Bindings before) {
        Map<String, Object> values = sums(summary, before);
        Bindings with = before.with(values);
        boolean holds = !values.containsValue(null) && summary.constraints().stream()
                .allMatch(constraint -> constraint.holds(null, with.values(), accessors));
        return holds ? List.of(with) : List.of();
    }

    Map<String, Object> sums(Element.Summary summary, Bindings before) {
        List<Bindings> matches = all(summary.inner(), before);
        Map<String, Object> values = new HashMap<>();
        summary.functions().forEach(function -> values.put(function.variable(), summing.of(function, matches)));
        return values;
    }

    /** Facts that the pattern's keys, if it has any, lead to. */
    List<Object> candidates(Element.FactPattern pattern, Bindings before) {
        Map<String, Object> keys = keys(pattern, before);
        Object itself = pattern.variable() == null ? null : before.values().get(pattern.variable());
        List<Object> candidates = keys.isEmpty() ? facts.of(pattern.type()) : keys.entrySet().stream()
                .map(key -> facts.of(pattern.type(), key.getKey(), key.getValue()))
                .min(Comparator.comparingInt(List::size)).orElseThrow();
        return candidates.stream().filter(fact -> itself == null || itself.equals(fact))
                .filter(fact -> keys.entrySet().stream().allMatch(
                        key -> Objects.equals(FactBase.key(accessors.read(fact, key.getKey())), FactBase.key(key.getValue()))))
                .toList();
    }

    /** What tells which fact is meant, by field. */
    Map<String, Object> keys(Element.FactPattern pattern, Bindings before) {
        Map<String, Object> keys = new HashMap<>();
        for (Constraint constraint : pattern.constraints()) {
            String field = constraint.key(before.values());
            if (!field.isEmpty()) {
                keys.putIfAbsent(field, constraint.keyValue(before.values(), accessors));
            }
        }
        String prefix = pattern.variable() + ".";
        before.values().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                keys.put(name.substring(prefix.length()), value);
            }
        });
        return keys;
    }

    /** Place of the first constraint that does not hold for the fact; their number when all hold. */
    int failing(Element.FactPattern pattern, Object fact, Bindings before) {
        Map<String, Object> values = before.values();
        boolean copied = false;
        for (int i = 0; i < pattern.constraints().size(); i++) {
            Constraint constraint = pattern.constraints().get(i);
            if (!constraint.holds(fact, values, accessors)) {
                return i;
            }
            String variable = constraint.gives(values);
            if (variable != null && !values.containsKey(variable)) {
                values = copied ? values : new HashMap<>(values);
                copied = true;
                values.put(variable, constraint.seen(fact, values, accessors));
            }
        }
        return pattern.constraints().size();
    }
}
