package io.orcastra.rules.plain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is known, and what was concluded from it so far: by type, by keys that are built when they are first asked for. */
final class PlainFacts {
    private final Map<Class<?>, Set<Object>> byType = new HashMap<>();
    private final Map<By<?>, Map<Object, List<Object>>> byKey = new HashMap<>();
    private final Map<Class<?>, List<By<?>>> keysOf = new HashMap<>();
    private final Map<String, Set<Object>> byRule = new TreeMap<>();

    PlainFacts(Collection<?> known) {
        known.forEach(this::add);
    }

    /** Nothing may be concluded of this type meanwhile. */
    @SuppressWarnings("unchecked")
    <T> Collection<T> all(Class<T> type) {
        return (Collection<T>) byType.getOrDefault(type, Set.of());
    }

    boolean holds(Object fact) {
        return byType.getOrDefault(fact.getClass(), Set.of()).contains(fact);
    }

    /** Nothing may be concluded of this type meanwhile. */
    @SuppressWarnings("unchecked")
    <T> List<T> where(By<T> by, Object value) {
        Map<Object, List<Object>> index = byKey.get(by);
        if (index == null) {
            Map<Object, List<Object>> built = new HashMap<>();
            all(by.type()).forEach(fact -> put(built, by, fact));
            byKey.put(by, built);
            keysOf.computeIfAbsent(by.type(), none -> new ArrayList<>()).add(by);
            index = built;
        }
        return (List<T>) index.getOrDefault(value, List.of());
    }

    boolean any(By<?> by, Object value) {
        return !where(by, value).isEmpty();
    }

    void conclude(String rule, Object fact) {
        byRule.computeIfAbsent(rule, none -> new HashSet<>()).add(fact);
        add(fact);
    }

    Map<String, Set<Object>> concluded() {
        return byRule;
    }

    private void add(Object fact) {
        if (byType.computeIfAbsent(fact.getClass(), none -> new LinkedHashSet<>()).add(fact)) {
            keysOf.getOrDefault(fact.getClass(), List.of()).forEach(by -> put(byKey.get(by), by, fact));
        }
    }

    private static <T> void put(Map<Object, List<Object>> index, By<T> by, Object fact) {
        index.computeIfAbsent(by.key().apply(by.type().cast(fact)), none -> new ArrayList<>(2)).add(fact);
    }
}
