package io.orcastra.rules.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Facts by type and, as soon as somebody asks for it, by the values of their fields. Used by one thread. */
public final class FactBase {
    private final Collection<Object> all;
    private final Map<Class<?>, List<Object>> byType = new HashMap<>();
    private final Map<List<Object>, Map<Object, List<Object>>> byField = new HashMap<>();
    private final Accessors accessors = new Accessors();
    private final Whereabouts whereabouts;

    /** @param facts observed, configured and concluded ones */
    public FactBase(Collection<?> facts) {
        this(facts, new Whereabouts());
    }

    /** @param whereabouts told of every walk over these facts */
    public FactBase(Collection<?> facts, Whereabouts whereabouts) {
        all = new LinkedHashSet<>(facts);
        this.whereabouts = whereabouts;
    }

    /** Facts of the type or of one below it. */
    public List<Object> of(Class<?> type) {
        return byType.computeIfAbsent(type, key -> all.stream().filter(type::isInstance).toList());
    }

    /** Those of a type whose field has this value. */
    List<Object> of(Class<?> type, String field, Object value) {
        return byField.computeIfAbsent(List.of(type, field), key -> {
            Map<Object, List<Object>> index = new HashMap<>();
            of(type).forEach(fact -> index.computeIfAbsent(key(accessors.read(fact, field)), none -> new ArrayList<>()).add(fact));
            return index;
        }).getOrDefault(key(value), List.of());
    }

    /** Numbers are the same whether they are long or short. */
    static Object key(Object value) {
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    Accessors accessors() {
        return accessors;
    }
}
