package io.orcastra.engine.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** By type of fact, which part of it says what it is about. */
final class Identities {
    private final Map<Class<?>, Function<Object, Object>> byType = new HashMap<>();

    /** Of all facts that have one of their own. */
    static Identities all() {
        Identities all = new Identities();
        ClusterIdentities.into(all);
        ControlIdentities.into(all);
        PolicyIdentities.into(all);
        return all;
    }

    /** @throws IllegalStateException when the type has one already */
    <T> void put(Class<T> type, Function<T, Object> identity) {
        if (byType.put(type, fact -> identity.apply(type.cast(fact))) != null) {
            throw new IllegalStateException(type.getSimpleName() + " has two identities");
        }
    }

    /** The fact itself where its type has none. */
    Object of(Object fact) {
        return byType.getOrDefault(fact.getClass(), Function.identity()).apply(fact);
    }
}
